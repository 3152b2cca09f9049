import { useLocale, useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { GateList } from "@/components/ui/gate-list";
import { LinkButton } from "@/components/ui/link-button";
import { SideSheet } from "@/components/ui/side-sheet";
import { businessDay, formatDay, formatPeriod, type Period } from "@/lib/dates";
import type { TransactionDetail, TransactionGate } from "@/server/modules/settlement/contract";
import { ReckoningList } from "./reckoning";
import { Named } from "./standing";

type WhySheetProps = { detail: TransactionDetail; closeHref: string; home: string };

/** Why a line is in no statement: what blocks it, who must act, how its share is reckoned, when it can be expected. */
export function WhySheet({ detail, closeHref, home }: WhySheetProps) {
  const t = useTranslations("transaction");
  const settled = detail.statementId !== null;
  return (
    <SideSheet
      closeHref={closeHref}
      eyebrow={
        <>
          {detail.orderNumber} · <Named zh={detail.product} en={detail.productEn} /> · {t(`type.${detail.orderType}`)}
        </>
      }
      title={settled ? t("sheet.in", { number: detail.statementNumber ?? "" }) : t("sheet.why")}
      footer={
        <>
          {settled ? (
            <LinkButton variant="primary" href={`${home}/statements/${detail.statementId}`}>
              {t("sheet.open")}
            </LinkButton>
          ) : null}
          <LinkButton href={`${home}/orders/${detail.orderId}`}>{t("sheet.order")}</LinkButton>
        </>
      }
    >
      <div className="grid gap-5">
        {settled ? null : <Answer detail={detail} />}
        {detail.gates.length > 0 ? (
          <>
            <section>
              <h3 className="font-[620]">{t("sheet.gates")}</h3>
              <Gates detail={detail} />
            </section>
            <section>
              <h3 className="mb-1 font-[620]">{t("sheet.reckoning")}</h3>
              <ReckoningList reckoning={detail.reckoning} productClass={detail.productClass} currency={detail.currency} />
              {settled ? null : <p className="small mt-1">{t("sheet.preview")}</p>}
            </section>
          </>
        ) : null}
      </div>
    </SideSheet>
  );
}

function Answer({ detail }: { detail: TransactionDetail }) {
  const t = useTranslations();
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const [first] = detail.blockedBy;
  if (!first) return null;
  const { expected } = detail;
  const key = first === "RUN_DATE_NOT_REACHED" ? "transaction.sheet.expectedReady" : "transaction.sheet.expected";
  return (
    <div className="grid gap-2">
      <p>
        <b className={first === "RUN_DATE_NOT_REACHED" ? "font-[620]" : "font-[620] text-seal"}>{t(`settlement.reason.${first}.sentence`)}</b> {t(`settlement.reason.${first}.todo`)}
      </p>
      {expected ? (
        <p className="two">
          {t(key, { period: formatPeriod(expected.period as Period, locale), close: formatDay(businessDay(expected.closeOn), locale), pay: formatDay(businessDay(expected.payBy), locale) })}
        </p>
      ) : null}
    </div>
  );
}

const dayMs = 86_400_000;

function Gates({ detail }: { detail: TransactionDetail }) {
  const t = useTranslations();
  const label = (gate: TransactionGate) => t(`transaction.sheet.gate.${gate.key === "money" && detail.onCredit ? "moneyCredit" : gate.key}`);
  const openSince = (gate: TransactionGate) => (gate.at && gate.at < detail.asOf ? Math.floor((Date.parse(detail.asOf) - Date.parse(gate.at)) / dayMs) : null);
  const aside = (gate: TransactionGate) => {
    if (gate.state === "later") return t("transaction.sheet.follows");
    if (gate.state === "passed") return <DateTime at={gate.at} precision="day" />;
    const days = openSince(gate);
    return days === null ? <DateTime at={gate.at} precision="day" /> : t("transaction.sheet.openFor", { days });
  };
  return <GateList items={detail.gates.map((gate) => ({ key: gate.key, label: label(gate), state: gate.state, note: gate.reason && gate.state === "blocked" ? t(`settlement.reason.${gate.reason}.short`) : undefined, aside: aside(gate) }))} />;
}
