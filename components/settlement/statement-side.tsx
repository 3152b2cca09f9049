import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Timeline } from "@/components/timeline/timeline";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { SealStamp } from "@/components/ui/seal-stamp";
import { TextLink } from "@/components/ui/link-button";
import { formatDay, toBusinessDay } from "@/lib/dates";
import type { CountersignDesk } from "@/lib/states/settlement";
import type { Moment, StatementDetail } from "@/server/modules/settlement/contract";

const known = ["settled", "verified", "signed", "refused", "countersigned", "invoice_notice", "invoice_submitted", "invoice_verified", "invoice_rejected", "invoice_withdrawn", "paid"] as const;
type Act = (typeof known)[number];

/** All that happened to the statement, with the seal once three desks have signed. */
export function StatementHistory({ statement, whyHref }: { statement: StatementDetail; whyHref?: string }) {
  const t = useTranslations("settlement");
  const sentence = ({ act, values }: Moment) => {
    const desk = values["desk"] ? t(`desk.${values["desk"] as CountersignDesk}`) : "";
    return (known as readonly string[]).includes(act) ? t(`statement.moment.${act as Act}`, { ...values, desk, differences: Number(values["differences"] ?? 0) }) : act;
  };
  const body = (moment: Moment): ReactNode => (moment.act === "settled" && whyHref ? <TextLink href={whyHref}>{t("statement.why")}</TextLink> : moment.note || undefined);
  return (
    <Card title={t("statement.history")} padded as="aside" actions={statement.countersignedAt ? <SealStamp label={t("statement.seal.label")} sub={t("statement.seal.sub")} /> : undefined}>
      <Timeline
        items={statement.moments.map((moment, index) => ({ key: moment.key, at: moment.at, title: sentence(moment), actor: moment.actor ?? undefined, body: body(moment), tone: index === 0 ? "key" : moment.act === "refused" || moment.act === "invoice_rejected" ? "stop" : "plain" }))}
      />
    </Card>
  );
}

/** What lets anybody check the statement: rule versions, the hash of its inputs, the second reckoning. */
export function StatementProof({ statement, action }: { statement: StatementDetail; action: ReactNode }) {
  const t = useTranslations("settlement.statement.proof");
  const rule = useTranslations("rule");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const scope = (name: string) => (rule.has(`scope.${name as "generic"}`) ? rule(`scope.${name as "generic"}`) : name);
  return (
    <Card title={t("title")} padded as="aside" actions={action}>
      <dl className="grid gap-2">
        <div>
          <dt className="small">{t("rules")}</dt>
          {statement.rules.map(({ id, kind, scope: about, validFrom }) => (
            <dd key={id}>{t("from", { kind: rule(`kind.${kind as "fee"}`), scope: scope(about), day: formatDay(toBusinessDay(new Date(validFrom)), locale) })}</dd>
          ))}
        </div>
        <div>
          <dt className="small">{t("hash")}</dt>
          <dd className="flex items-center gap-1">
            <code className="num">
              {statement.inputHash.slice(0, 8)}…{statement.inputHash.slice(-4)}
            </code>
            <CopyButton value={statement.inputHash} label={t("hash")} />
          </dd>
        </div>
        <div>
          <dt className="small">{t("check")}</dt>
          <dd>
            {statement.differences === null ? (
              t("pending")
            ) : (
              <>
                <b className={statement.differences === 0 ? "font-[620] text-ok" : "font-[620] text-stop"}>{t("none", { n: statement.differences })}</b> <DateTime at={statement.verifiedAt} />
              </>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
