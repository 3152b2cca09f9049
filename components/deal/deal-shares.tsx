import { useTranslations } from "next-intl";
import { Money } from "@/components/ui/money";
import type { DealShare } from "@/server/modules/demand/contract-deal";

/** What the deal brings each beneficiary the reader may see: settled, paid, and what is still to come and why. */
export function DealShares({ shares }: { shares: readonly DealShare[] }) {
  const t = useTranslations("demand.deal");
  const reason = useTranslations("settlement.reason");
  if (shares.length === 0) return null;
  return (
    <ul aria-label={t("shares")}>
      {shares.map((share) => (
        <li key={`${share.side} ${share.orgName}`} className="border-b border-hair px-4 py-2.5 last:border-b-0">
          <p className="flex flex-wrap gap-x-5 gap-y-0.5">
            <b className="font-[560]">{t(`side.${share.side}`)}</b>
            <span className="two">{share.orgName}</span>
            <Part label={t("settled")} fen={share.settledFen} currency={share.currency} />
            <Part label={t("paid")} fen={share.paidFen} currency={share.currency} />
            <Part label={t("toCome")} fen={share.openFen} currency={share.currency} />
          </p>
          {share.openLines > 0 ? <p className="small">{t("waits", { n: share.openLines, reasons: share.blockedBy.map((one) => reason(`${one}.sentence`)).join(" ") })}</p> : null}
        </li>
      ))}
    </ul>
  );
}

const Part = ({ label, fen, currency }: { label: string; fen: string; currency: string }) => (
  <span className="whitespace-nowrap">
    <span className="small mr-1.5">{label}</span>
    <Money fen={fen} currency={currency} />
  </span>
);
