"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Tag } from "@/components/ui/tag";
import { countersignDesks, type CountersignDesk as Desk } from "@/lib/states/settlement";

export type DeskState = { readonly desk: Desk; readonly decision: "signed" | "refused" | null; readonly personName: string; readonly note: string; readonly why: string | null };
type DeskProps = { orgSlug: string; statementId: string; number: string; desks: readonly DeskState[]; rejected: boolean; reopenReason: string | null };

/** The three desks: who has signed, and the reader's own signature or refusal. */
export function CountersignDesk({ orgSlug, statementId, number, desks, rejected, reopenReason }: DeskProps) {
  const t = useTranslations("settlement");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const run = async (work: () => Promise<unknown>) => {
    try {
      await work();
      router.refresh();
    } catch (error) {
      const { what, why } = sentenceOf(error);
      return { error: what ? `${what}. ${why}` : failed };
    }
  };
  const calls = api(orgSlug).settlement;
  return (
    <div className="grid gap-3">
      {countersignDesks.map((name) => {
        const state = desks.find(({ desk }) => desk === name);
        const desk = t(`desk.${name}`);
        const why = state?.why ? t(`desks.why.${state.why as "notOpen"}`) : null;
        return (
          <div key={name} className="grid gap-1.5 border-b border-hair pb-3 last:border-b-0 last:pb-0">
            <div className="flex items-center justify-between gap-2">
              <b className="font-[560]">{desk}</b>
              <Decision state={state} />
            </div>
            {state?.note ? <p className="two">{state.note}</p> : null}
            {state?.decision ? null : (
              <div className="flex flex-wrap gap-2">
                <ConfirmDialog
                  trigger={{ label: t("desks.sign", { desk }), size: "sm", variant: why ? "plain" : "primary", disabledReason: why }}
                  title={t("desks.confirm", { number, desk })}
                  body={t("desks.confirmBody")}
                  confirmLabel={t("desks.sign", { desk })}
                  onConfirm={() => run(() => calls.countersign.mutate({ statementId, desk: name }))}
                />
                <ConfirmDialog
                  trigger={{ label: t("desks.refuse"), size: "sm", variant: "quiet", disabledReason: why }}
                  title={t("desks.refuseTitle", { number, desk })}
                  confirmLabel={t("desks.refuse")}
                  danger
                  reason={{ label: t("desks.reasonLabel"), hint: t("desks.reasonHint"), required: true, maxLength: 500 }}
                  onConfirm={(note) => run(() => calls.refuseCountersign.mutate({ statementId, desk: name, note }))}
                />
              </div>
            )}
          </div>
        );
      })}
      {rejected ? (
        <ConfirmDialog
          trigger={{ label: t("desks.reopen"), size: "sm", variant: "primary", disabledReason: reopenReason ? t(`desks.why.${reopenReason as "noPermission"}`) : null }}
          title={t("desks.reopen")}
          confirmLabel={t("desks.reopen")}
          onConfirm={() => run(() => calls.reopenCountersign.mutate({ statementId }))}
        />
      ) : null}
    </div>
  );
}

function Decision({ state }: { state: DeskState | undefined }) {
  const t = useTranslations("settlement.desks");
  if (state?.decision === "signed") return <Tag tone="ok">{t("signed", { name: state.personName })}</Tag>;
  if (state?.decision === "refused") return <Tag tone="stop">{t("refused", { name: state.personName })}</Tag>;
  return <Tag tone="wait">{t("waiting")}</Tag>;
}
