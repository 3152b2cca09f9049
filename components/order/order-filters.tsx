import { useLocale, useTranslations } from "next-intl";
import { FilterBar, FilterChip, SearchField } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { formatPeriod, type Period } from "@/lib/dates";
import { orderLifecycle, orderTypes } from "@/lib/states/order";

export type OrderQuery = Readonly<Record<"status" | "type" | "product" | "period" | "q", string | undefined>>;
type OrderFiltersProps = {
  path: string;
  query: OrderQuery;
  products: readonly { id: string; name: string; nameEn: string }[];
  /** Beijing months, newest first, YYYYMM. */
  periods: readonly string[];
};

/** What the list of orders is narrowed to; all of it stands in the address. */
export function OrderFilters({ path, query, products, periods }: OrderFiltersProps) {
  const t = useTranslations("order");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const chip = (key: keyof OrderQuery, choices: readonly { value: string; label: string }[]) => (
    <FilterChip
      label={t(`filter.${key === "q" ? "search" : key}`)}
      value={choices.find(({ value }) => value === query[key])?.label}
      options={choices.map(({ value, label }) => ({ label, href: hrefWith(path, query, { [key]: value }), current: value === query[key] }))}
      clearHref={hrefWith(path, query, { [key]: null })}
    />
  );
  const states = Object.entries(orderLifecycle.states).map(([value, entry]) => ({ value, label: locale === "en" ? entry.en : entry.zh }));
  const { q, ...keep } = query;
  const narrowed = Object.values(query).some(Boolean);
  return (
    <FilterBar clearHref={narrowed ? path : null}>
      {chip("status", states)}
      {chip("type", orderTypes.map((value) => ({ value, label: t(`type.${value}`) })))}
      {chip("product", products.map(({ id, name, nameEn }) => ({ value: id, label: locale === "en" && nameEn ? nameEn : name })))}
      {chip("period", periods.map((value) => ({ value, label: formatPeriod(value as Period, locale) })))}
      <SearchField label={t("filter.search")} action={path} defaultValue={q} keep={keep} />
    </FilterBar>
  );
}
