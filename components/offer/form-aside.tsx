"use client";

import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { useSay } from "@/components/form/messages";
import { SubmitButton } from "@/components/form/submit-button";
import type { QuotePreview } from "@/server/modules/offer/contract-quote";
import { CalculationList, CalculationRules } from "./calculation";
import { useTold } from "./use-quote";

/** Beside the form: what will happen, who gets what of the price by today's rules, and the button that sends it. */
export function FormAside({ label, sent }: { label: string; sent: boolean }) {
  const t = useTranslations("offer");
  const { preview, current } = useTold();
  return (
    <aside aria-label={t("card.calculation")} className="grid gap-3 rounded-lg border border-hair bg-sheet px-4 py-4 xl:sticky xl:top-4">
      <h2>{t("card.calculation")}</h2>
      {preview ? (
        <div aria-busy={!current} className={`grid gap-3 ${current ? "" : "opacity-60"}`}>
          <CalculationList totals={preview.totals} />
          <Outcome preview={preview} />
          {preview.rules.length > 0 ? <CalculationRules rules={preview.rules} /> : null}
        </div>
      ) : (
        <p className="two">{t("calc.nothing")}</p>
      )}
      <SubmitButton label={label} disabledReason={sent ? t("form.sent") : null} />
    </aside>
  );
}

/** What will happen once it is sent. */
function Outcome({ preview }: { preview: QuotePreview }) {
  const t = useTranslations("offer");
  const say = useSay();
  const faults = [...new Set(Object.values(preview.problems))];
  if (preview.outcome === "auto") return <InlineAlert tone="ok" title={t("outcome.auto")}>{t("outcome.autoBody")}</InlineAlert>;
  if (preview.outcome === "refused") return <InlineAlert tone="stop" title={t("outcome.refused")}>{faults.length > 0 ? faults.map((key) => say(key)).join(" ") : t("outcome.refusedBody")}</InlineAlert>;
  const who = preview.approvers.map((role) => t(`role.${role}` as "role.lead")).join(t("or"));
  return (
    <InlineAlert tone="wait" title={t("outcome.manual")}>
      {t("outcome.manualBody", { time: t(`unit.${preview.usualUnit}`, { n: preview.usualDays }), who: who || t("role.none") })}
    </InlineAlert>
  );
}
