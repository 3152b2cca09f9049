"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import type { DemandDetail } from "@/server/modules/demand/contract";
import { attemptWithReason } from "./attempt";
import { useBlocked } from "./blocked";

/** Shows the contact in full; who did so, and when, is kept. */
export function RevealContact({ org, demand }: { org: string; demand: DemandDetail }) {
  const t = useTranslations("demand.detail");
  const router = useRouter();
  const blocked = useBlocked(demand);
  const show = async () => {
    const refused = await attemptWithReason(() => api(org).demand.revealContact.mutate({ demandId: demand.id }));
    if (refused) return refused;
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={{ label: t("act.reveal_contact"), size: "sm", disabledReason: blocked("reveal_contact") }}
      title={t("revealTitle")}
      body={t("revealBody")}
      confirmLabel={t("act.reveal_contact")}
      onConfirm={show}
    />
  );
}
