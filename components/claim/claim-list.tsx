import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Money } from "@/components/ui/money";
import { StateTag, stateLabel } from "@/components/ui/state-tag";
import { Two } from "@/components/ui/two";
import { countShown } from "@/lib/counts";
import type { Locale } from "@/lib/locale";
import { claimLifecycle, type ClaimState } from "@/lib/states/order";
import type { OrgKind } from "@/lib/states/org";
import type { ClaimList as Data, ClaimListInput, ClaimRow } from "@/server/modules/order/contract-claim";

type ListProps = { wing: OrgKind; path: string; asked: ClaimListInput; data: Data; openId: string | null; start: ReactNode };
type Words = ReturnType<typeof useTranslations<"claim">>;

const states = Object.keys(claimLifecycle.states) as ClaimState[];

function columnsOf(t: Words, wing: OrgKind, now: string, locale: Locale): Column<ClaimRow>[] {
  const partner: Column<ClaimRow>[] = wing === "partner" ? [] : [{ key: "partner", header: t("field.partner"), wrap: true, cell: (row) => row.partnerName }];
  const seller: Column<ClaimRow>[] = wing === "seller" ? [] : [{ key: "seller", header: t("field.seller"), wrap: true, cell: (row) => row.sellerName }];
  return [
    { key: "number", header: t("field.number"), cell: (row) => row.number },
    { key: "order", header: t("field.order"), cell: (row) => row.orderNumber },
    { key: "status", header: t("field.status"), cell: (row) => <Two above={<StateTag lifecycle={claimLifecycle} state={row.status} locale={locale} />} below={row.decidedAt ? <DateTime at={row.decidedAt} precision="day" /> : null} />, underName: true },
    ...partner,
    ...seller,
    { key: "amount", header: t("field.amount"), align: "end", cell: (row) => (row.amountFen === null ? "–" : <Money fen={row.amountFen} />), underName: true },
    { key: "due", header: t("field.due"), cell: (row) => (row.dueAt ? <Deadline due={row.dueAt} now={now} calm={wing !== "operator"} /> : "–"), underName: true },
    { key: "created", header: t("field.created"), cell: (row) => <DateTime at={row.createdAt} precision="day" /> },
  ];
}

/** Claims of a wing by state, with their clocks. */
export function ClaimList({ wing, path, asked, data, openId, start }: ListProps) {
  const t = useTranslations("claim");
  const locale = useLocale() as Locale;
  const total = Object.values(data.counts).reduce((sum, n) => sum + n, 0);
  const present = states.filter((state) => data.counts[state] || state === "submitted" || state === asked.status);
  const query = { status: asked.status };
  const body = wing === "partner" ? t("empty.body") : t(`empty.${wing}Body`);
  return (
    <>
      <div className="mb-3">
        <LinkTabs
          label={t("field.status")}
          items={[
            { href: wing === "operator" ? `${path}?status=all` : path, label: t("all"), count: countShown(total), current: !asked.status },
            ...present.map((state) => ({ href: hrefWith(path, {}, { status: state }), label: stateLabel(claimLifecycle, state, locale), count: countShown(data.counts[state] ?? 0), current: asked.status === state })),
          ]}
        />
      </div>
      <DataTable
        caption={t("caption")}
        columns={columnsOf(t, wing, data.now, locale)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => hrefWith(path, query, { status: asked.status ?? (wing === "operator" ? "all" : null), open: row.id, cursor: asked.cursor ?? null })}
        selectedKey={openId}
        empty={total > 0 ? <EmptyState kind="no-match" clearHref={wing === "operator" ? `${path}?status=all` : path} /> : <EmptyState kind="nothing-yet" title={t("empty.title")} body={body} action={start} />}
        page={{ prevHref: asked.cursor ? hrefWith(path, query, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, query, { cursor: data.next }) : null }}
      />
    </>
  );
}
