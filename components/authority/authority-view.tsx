import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { FilterBar, FilterChip, SearchField, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { type AuthorityList, type AuthorityTargets, type ListAuthority, listAuthorityInput } from "@/server/modules/rule/contract-authority";
import { ApprovalDepths } from "./approval-depths";
import { AuthorityTable } from "./authority-table";

type Choice = { id: string; name: string };
type AuthorityPageProps = {
  path: string;
  params: SearchParams;
  list: AuthorityList;
  targets: AuthorityTargets;
  withSeller: boolean;
  /** Whether the reader may look for customers by their account. */
  withCustomers: boolean;
  managedBy: string | null;
  first: ReactNode;
};

/** Who may quote how deep alone: filters, the table, and the operators' own depths beside it. */
export function AuthorityView({ path, params, list, targets, withSeller, withCustomers, managedBy, first }: AuthorityPageProps) {
  const t = useTranslations("authority");
  const filtered = ["product", "partner", "q", "ended"].some((key) => one(params, key));
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
        {chip("product", targets.products)}
        {chip("partner", targets.partners)}
        <ToggleChip label={t("withEnded")} on={one(params, "ended") === "1"} href={hrefWith(path, params, { ended: one(params, "ended") === "1" ? null : 1 })} />
        {withCustomers ? <SearchField action={path} label={t("search")} defaultValue={one(params, "q")} keep={{ product: one(params, "product"), partner: one(params, "partner"), ended: one(params, "ended") }} /> : null}
      </FilterBar>
      <div className="grid items-start gap-4 grid-cols-[minmax(0,1fr)] 2xl:grid-cols-[minmax(0,1fr)_260px]">
        <AuthorityTable managedBy={managedBy} list={list} withSeller={withSeller} filtered={filtered} path={path} page={{ prevHref: one(params, "cursor") ? hrefWith(path, params, { cursor: null }) : null, nextHref: list.next ? hrefWith(path, params, { cursor: list.next }) : null }} first={first} />
        <ApprovalDepths approvals={list.approvals} />
      </div>
    </>
  );
}

/** The filter in an address; a part that makes no sense is left out, a clipped place is told. */
export function authorityAsked(search: SearchParams): ListAuthority {
  const { productId, partnerOrgId, customer } = listAuthorityInput.shape;
  return {
    productId: productId.catch(undefined).parse(one(search, "product")),
    partnerOrgId: partnerOrgId.catch(undefined).parse(one(search, "partner")),
    customer: customer.catch(undefined).parse(one(search, "q")),
    ended: one(search, "ended") === "1",
    cursor: one(search, "cursor"),
  };
}
