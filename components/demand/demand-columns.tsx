import { useLocale, useTranslations } from "next-intl";
import type { ChosenColumn } from "@/components/data-table/columns";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import { regionName } from "@/lib/regions";
import { demandLifecycle } from "@/lib/states/demand";
import type { OrgKind } from "@/lib/states/org";
import type { DemandSummary } from "@/server/modules/demand/contract-list";
import { followed, NextStepDay, Silence } from "./next-step";

const none = "–";
const cut = (text: string, width: string) => (
  <span className={`block truncate ${width}`} title={text}>
    {text || none}
  </span>
);
const day = (at: string | null) => (at ? <DateTime at={at} precision="day" /> : none);

/** Every column of a wing's list of demand; the hidden ones are put on by hand, what deals came to shows itself where won ones are asked for. */
export function useDemandColumns(wing: OrgKind, now: string, won: boolean): readonly ChosenColumn<DemandSummary>[] {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const column = (key: string, header: string, cell: ChosenColumn<DemandSummary>["cell"], rest: Partial<ChosenColumn<DemandSummary>> = {}): ChosenColumn<DemandSummary> => ({ key, header, cell, ...rest });
  return [
    column("name", t("field.name"), (row) => <span className="line-clamp-2 leading-[1.35] min-w-[168px] max-w-[360px] whitespace-normal break-words max-md:min-w-0">{row.name || row.number}</span>),
    column("number", t("field.number"), (row) => <span className="two num">{row.number}</span>, { hidden: true }),
    column("status", t("field.status"), (row) => <span className="inline-grid justify-items-start gap-0.5 align-middle"><StateTag lifecycle={demandLifecycle} state={row.status} locale={locale} /><Silence demand={row} now={now} /></span>, { underName: true }),
    column("due", t("field.due"), (row) => (row.dueAt ? <Deadline due={row.dueAt} now={now} /> : none), { underName: true }),
    column("products", t("field.products"), (row) => cut(listed({ locale }, row.productNames), "max-w-[100px]")),
    ...(wing === "partner" ? [] : [column("submitter", t("field.submitter"), (row) => cut(row.source === "partner" ? row.submitterName : t(`source.${row.source}`), "max-w-[104px]"))]),
    ...(wing === "seller" ? [] : [column("seller", t("field.seller"), (row) => cut(row.sellerName ?? "", "max-w-[104px]"))]),
    column("person", t("list.person"), (row) => row.sellerPersonName || none, { hidden: true }),
    column("budget", t("field.budget"), (row) => (row.budgetFen ? <Money fen={row.budgetFen} /> : none), { align: "end", underName: true }),
    column("won", t("detail.won"), (row) => (row.wonFen ? <Money fen={row.wonFen} /> : none), { align: "end", underName: true, hidden: !won }),
    column("next", t("list.nextStepOn"), (row) => (row.nextStepOn && followed.has(row.status) ? <NextStepDay on={row.nextStepOn} now={now} /> : none), { hidden: wing !== "seller" }),
    column("region", t("list.region"), (row) => regionName({ locale }, row.region) || none, { hidden: true }),
    column("source", t("field.source"), (row) => t(`source.${row.source}`), { hidden: true }),
    column("delivery", t("field.deliveryMode"), (row) => t(`deliveryMode.${row.deliveryMode}`), { hidden: true }),
    column("signing", t("field.signing"), (row) => day(row.expectedSigningDate), { hidden: true }),
    column("progress", t("list.lastProgress"), (row) => day(row.lastProgressAt), { hidden: true }),
    column("submitted", t("field.submitted"), (row) => day(row.submittedAt), { hidden: true }),
    column("created", t("field.created"), (row) => day(row.createdAt), { hidden: wing !== "partner" }),
  ];
}
