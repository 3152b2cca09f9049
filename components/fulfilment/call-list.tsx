import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Name } from "@/components/order/words";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { MessageDetail } from "@/server/modules/fulfilment/contract";
import { CallStatus, useRestartReason } from "./call-words";
import { RestartButton } from "./restart-button";

type CallListProps = {
  rows: readonly MessageDetail[];
  orgSlug: string;
  mayRestart: boolean;
  open: string | null;
  hrefOf: (row: MessageDetail) => string;
  filtered: boolean;
  path: string;
  home: string;
  firstHref: string | null;
  nextHref: string | null;
};

function RowAction({ row, orgSlug, mayRestart }: { row: MessageDetail; orgSlug: string; mayRestart: boolean }) {
  return <RestartButton orgSlug={orgSlug} messageId={row.id} disabledReason={useRestartReason(row, mayRestart)} />;
}

function useColumns(): Column<MessageDetail>[] {
  const t = useTranslations("fulfilment");
  return [
    { key: "order", header: t("column.order"), cell: (row) => row.orderNumber },
    { key: "status", header: t("column.status"), cell: (row) => <CallStatus state={row.status} />, underName: true },
    { key: "trouble", header: t("column.trouble"), cell: (row) => (row.errorCode ? t(`failure.${row.errorCode}`) : "–"), wrap: true },
    { key: "product", header: t("column.product"), cell: (row) => <Name zh={row.product} en={row.productEn} />, wrap: true },
    { key: "activity", header: t("column.activity"), cell: (row) => t(`activity.${row.activity}`) },
    { key: "attempts", header: t("column.attempts"), align: "end", cell: (row) => t("attempts", { n: row.attempts, most: row.maxAttempts }) },
    { key: "next", header: t("column.next"), cell: (row) => <DateTime at={row.nextAttemptAt} /> },
    { key: "created", header: t("column.created"), cell: (row) => <DateTime at={row.createdAt} /> },
  ];
}

function useRowActions(orgSlug: string, mayRestart: boolean) {
  return (row: MessageDetail) => <RowAction row={row} orgSlug={orgSlug} mayRestart={mayRestart} />;
}

/** Every call owed to the seller's program. */
export function CallList(props: CallListProps) {
  const t = useTranslations("fulfilment");
  const columns = useColumns();
  const rowActions = useRowActions(props.orgSlug, props.mayRestart);
  const empty = props.filtered ? (
    <EmptyState kind="no-match" clearHref={props.path} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${props.home}/products`}>{t("empty.action")}</LinkButton>} />
  );
  return (
    <DataTable
      caption={t("messages")}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.id}
      rowHref={props.hrefOf}
      rowActions={rowActions}
      selectedKey={props.open}
      empty={empty}
      page={{ prevHref: props.firstHref, nextHref: props.nextHref }}
    />
  );
}
