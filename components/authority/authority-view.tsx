import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { FilterBar, FilterChip, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import type { AuthorityList } from "@/server/modules/rule/contract-authority";
import { ApprovalDepths } from "./approval-depths";
import { AuthorityTable } from "./authority-table";

type Choice = { id: string; name: string };
type AuthorityPageProps = {
  path: string;
  params: SearchParams;
  list: AuthorityList;
  products: readonly Choice[];
  partners: readonly Choice[];
  withSeller: boolean;
  managedBy: string | null;
  first: ReactNode;
};

/** Who may quote how deep alone: filters, the table, and the operators' own depths beside it. */
export function AuthorityView({ path, params, list, products, partners, withSeller, managedBy, first }: AuthorityPageProps) {
  const t = useTranslations("authority");
  const filtered = ["product", "partner", "ended"].some((key) => one(params, key));
  const chip = (key: "product" | "partner", choices: readonly Choice[]) => (
    <FilterChip
      label={t(`field.${key}`)}
      value={choices.find(({ id }) => id === one(params, key))?.name ?? null}
      clearHref={hrefWith(path, params, { [key]: null })}
      options={choices.map(({ id, name }) => ({ label: name, href: hrefWith(path, params, { [key]: id }), current: id === one(params, key) }))}
    />
  );
  return (
    <>
      <FilterBar clearHref={filtered ? path : null}>
        {chip("product", products)}
        {chip("partner", partners)}
        <ToggleChip label={t("withEnded")} on={one(params, "ended") === "1"} href={hrefWith(path, params, { ended: one(params, "ended") === "1" ? null : 1 })} />
      </FilterBar>
      <div className="grid items-start gap-4 grid-cols-[minmax(0,1fr)] 2xl:grid-cols-[minmax(0,1fr)_260px]">
        <AuthorityTable managedBy={managedBy} rows={list.rows} withSeller={withSeller} filtered={filtered} path={path} first={first} />
        <ApprovalDepths approvals={list.approvals} />
      </div>
    </>
  );
}

/** What the rows speak of, once each, for a reader who has no list of all. */
export function choicesIn(list: AuthorityList): { products: Choice[]; partners: Choice[] } {
  const once = (pairs: (readonly [string | null, string | null])[]) => [...new Map(pairs.flatMap(([id, name]) => (id && name ? [[id, { id, name }] as const] : []))).values()];
  return { products: once(list.rows.map((row) => [row.productId, row.productName])), partners: once(list.rows.map((row) => [row.partnerOrgId, row.partnerName])) };
}
