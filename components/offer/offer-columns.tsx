import { useLocale, useTranslations } from "next-intl";
import type { ChosenColumn } from "@/components/data-table/columns";
import { DateTime, Deadline, Until } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { Rate } from "@/components/ui/rate";
import { StateTag } from "@/components/ui/state-tag";
import { Tag } from "@/components/ui/tag";
import { Two } from "@/components/ui/two";
import type { Locale } from "@/lib/locale";
import { rateOf } from "@/lib/offer-price";
import { liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { OrgKind } from "@/lib/states/org";
import type { OfferSummary } from "@/server/modules/offer/contract-list";

const none = "–";
const isLive = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state);
const overall = (row: OfferSummary) => rateOf(BigInt(row.totalListFen), BigInt(row.totalFen));
const day = (at: string | null) => (at ? <DateTime at={at} precision="day" /> : none);
const cut = (text: string, width: string) => (
  <span className={`block truncate ${width}`} title={text}>
    {text || none}
  </span>
);

/** Every column of a wing's list of offers; the hidden ones are put on by hand. The desk shows its clock and how deep they go. */
export function useOfferColumns(wing: OrgKind, now: string, desk: boolean): readonly ChosenColumn<OfferSummary>[] {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const column = (key: string, header: string, cell: ChosenColumn<OfferSummary>["cell"], rest: Partial<ChosenColumn<OfferSummary>> = {}): ChosenColumn<OfferSummary> => ({ key, header, cell, ...rest });
  return [
    column("name", t("field.name"), (row) => row.name, { wrap: true }),
    column("number", t("field.number"), (row) => <Two above={<span className="two">{row.number}</span>} below={row.revision > 1 ? t("version", { n: row.revision }) : null} />),
    ...(desk ? [] : [column("status", t("field.status"), (row) => <StateTag lifecycle={offerLifecycle} state={row.status} locale={locale} />, { underName: true })]),
    column("clock", t(desk ? "field.due" : "field.clock"), (row) => <Clock row={row} now={now} />, { underName: true }),
    column("deepest", t("field.deepest"), (row) => (row.deepestBp === null ? none : <Rate payable={row.deepestBp} />), { align: "end", hidden: !desk }),
    column("buyer", t("field.buyer"), (row) => <Buyer row={row} />, { wrap: true, underName: true }),
    column("account", t("field.buyerAccount"), (row) => row.buyerAccount || none, { hidden: true }),
    column("products", t("field.product"), (row) => cut(row.productNames.join(t("list.and")), "max-w-[180px]"), { hidden: true }),
    column("payable", t("field.payable"), (row) => <Two above={<Money fen={row.totalFen} />} below={<Rate payable={overall(row)} />} />, { align: "end", underName: true }),
    column("list", t("field.list"), (row) => <Money fen={row.totalListFen} />, { align: "end", hidden: true }),
    column("opened", t("field.opened"), (row) => <Receipt row={row} />, { hidden: wing === "operator" }),
    column("source", t("field.source"), (row) => <Two above={row.demandNumber ?? t("ownSale")} below={wing === "partner" ? null : [...new Set([row.partnerName, wing === "operator" ? row.makerName : null])].filter(Boolean).join(" · ")} />, { wrap: true }),
    column("kind", t("field.kind"), (row) => t(`kind.${row.discountKind}`), { hidden: true }),
    column("maker", t("field.maker"), (row) => cut(row.makerName, "max-w-[160px]"), { hidden: true }),
    column("by", t("list.by"), (row) => row.personName || none, { hidden: true }),
    column("starts", t("field.startsAt"), (row) => day(row.startsAt), { hidden: true }),
    column("ends", t("field.endsAt"), (row) => <Until at={row.endsAt} precision="day" />, { hidden: true }),
    column("created", t("list.created"), (row) => day(row.createdAt), { hidden: true }),
  ];
}

/** What waits shows the desk's clock, what is in force its own; what is over has none. */
function Clock({ row, now }: { row: OfferSummary; now: string }) {
  if (row.status === "review" && row.dueAt) return <Deadline due={row.dueAt} now={now} />;
  return isLive(row.status) ? <Deadline due={row.endsAt} now={now} /> : none;
}

/** A buyer taken back from the reader is said to be hidden, never left blank. */
function Buyer({ row }: { row: OfferSummary }) {
  const t = useTranslations("offer");
  return row.buyerHidden ? <span className="text-ink-3" title={t("hiddenWhy")}>{t("hidden")}</span> : row.buyerName || row.buyerAccount;
}

/** How often the buyer looked, and how many of its questions wait. */
function Receipt({ row }: { row: OfferSummary }) {
  const t = useTranslations("offer");
  const unseen = isLive(row.status) ? t("notOpened") : none;
  const looked = row.openedCount > 0 ? t("openedShort", { n: row.openedCount }) : <span className="text-ink-3">{unseen}</span>;
  return <Two above={looked} below={row.openQuestions > 0 ? <Tag tone="wait">{t("questions.open", { n: row.openQuestions })}</Tag> : null} />;
}
