"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { DateTime } from "@/components/ui/date-time";
import { Tag } from "@/components/ui/tag";
import type { ProgramMember } from "@/server/modules/org/contract-program";

/** Every seller with its part in the accelerator, and the way in and out. */
export function ProgramList({ org, members, disabledReason }: { org: string; members: readonly ProgramMember[]; disabledReason: string | null }) {
  const t = useTranslations("demand.program");
  const router = useRouter();
  const act = (run: () => Promise<unknown>) => async () => {
    const refused = await attemptWithReason(run);
    if (!refused) router.refresh();
    return refused;
  };
  return (
    <ul className="max-w-[860px] rounded-lg border border-hair bg-sheet">
      {members.map(({ orgId, name, joinedAt }) => (
        <li key={orgId} className="flex flex-wrap items-center gap-3 border-b border-hair px-4 py-2 last:border-b-0">
          <span className="min-w-0 flex-1 break-words">{name}</span>
          {joinedAt ? (
            <span className="small">
              <Tag tone="ok">{t("inside")}</Tag> <DateTime at={joinedAt} precision="day" />
            </span>
          ) : null}
          <ConfirmDialog
            trigger={{ label: t(joinedAt ? "end" : "join"), size: "sm", disabledReason: disabledReason ?? undefined }}
            title={t(joinedAt ? "endTitle" : "joinTitle", { name })}
            body={t(joinedAt ? "endBody" : "joinBody")}
            confirmLabel={t(joinedAt ? "end" : "join")}
            onConfirm={act(() => (joinedAt ? api(org).org.endProgram : api(org).org.joinProgram).mutate({ orgId, program: "accelerator" }))}
          />
        </li>
      ))}
    </ul>
  );
}
