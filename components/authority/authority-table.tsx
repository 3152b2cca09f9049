import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { fenOf } from "@/components/demand/fen-of";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Percent, Rate } from "@/components/ui/rate";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import { mostCounted } from "@/lib/counts";
import type { AuthorityList, AuthorityRow } from "@/server/modules/rule/contract-authority";
import { EndAuthority } from "./end-authority";

const tones: Record<AuthorityRow["state"], Tone> = { in_force: "ok", planned: "run", ended: "mute" };

type AuthorityTableProps = {
  /** The operators' slug where the reader may end authorities, else null. */
  managedBy: string | null;
  list: AuthorityList;
  withSeller: boolean;
  filtered: boolean;
  path: string;
  page: { prevHref: string | null; nextHref: string | null };
  first: ReactNode;
};

type Translate = ReturnType<typeof useTranslations<"authority">>;

function columnsOf(t: Translate, withSeller: boolean): Column<AuthorityRow>[] {
  return [
    { key: "product", header: t("field.product"), wrap: true, cell: (row) => <Two above={row.productName ?? t("any.product")} below={withSeller ? row.sellerName : null} /> },
    { key: "partner", header: t("field.partner"), wrap: true, cell: (row) => row.partnerName ?? <span className="text-ink-3">{t("any.partner")}</span> },
    { key: "customer", header: t("field.customer"), cell: (row) => row.customerAccount ?? <span className="text-ink-3">{t(row.scope === "customer" ? "any.hidden" : "any.customer")}</span> },
    { key: "rate", header: t("field.rate"), align: "end", cell: (row) => <Rate payable={row.rateBp} /> },
    { key: "floor", header: t("field.floor"), align: "end", cell: (row) => <Money fen={row.floorUnitPrice === null ? null : fenOf(row.floorUnitPrice)} /> },
    { key: "share", header: t("field.share"), align: "end", cell: (row) => <Percent bp={row.maxShareBp} /> },
    { key: "validity", header: t("field.validity"), cell: (row) => <Two above={<Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>} below={<><DateTime at={row.validFrom} precision="day" /> – {row.validTo ? <DateTime at={row.validTo} precision="day" /> : t("open")}</>} /> },
    { key: "note", header: t("field.note"), wrap: true, cell: (row) => <Two above={row.note} below={row.createdByName} /> },
  ];
}

/** Two facts of one cell: the weightier above, the quieter below. */
function Two({ above, below }: { above: ReactNode; below: ReactNode }) {
  return (
    <>
      {above}
      {below ? <span className="small block">{below}</span> : null}
    </>
  );
}

const endFor = (org: string) => (row: AuthorityRow) => (row.state === "ended" ? null : <EndAuthority org={org} row={row} />);

/** Authorities, the newest first: for which product, partner and customer, how deep, and from when to when. */
export function AuthorityTable({ managedBy, list: { rows, count }, withSeller, filtered, path, page, first }: AuthorityTableProps) {
  const t = useTranslations("authority");
  return (
    <DataTable
      caption={t("caption")}
      columns={columnsOf(t, withSeller)}
      rows={rows}
      rowKey={(row) => row.id}
      rowActions={managedBy === null ? undefined : endFor(managedBy)}
      count={count < mostCounted ? count : undefined}
      page={page}
      empty={filtered ? <EmptyState kind="no-match" clearHref={path} /> : <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={first} />}
    />
  );
}
