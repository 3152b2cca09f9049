import { useLocale, useTranslations } from "next-intl";
import { FilterBar, FilterChip, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { formatPeriod, type Period } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { supervisionStates } from "@/lib/states/order";
import { type BlockReason, undoneReasons } from "@/lib/states/settlement";

/** The filters as they stand in the address. */
export type TransactionQuery = Readonly<Partial<Record<"billed" | "reason" | "period" | "placed" | "product" | "supervision" | "repayment" | "type" | "statement", string>>>;
export type TransactionOptions = {
  products: readonly { id: string; name: string; nameEn: string }[];
  periods: readonly string[];
  reasons: readonly { reason: string; lines: number }[];
};

/** `202601-202603` as its reader says it, one month as itself. */
const spanOf = (placed: string, locale: Locale) => [...new Set(placed.split("-"))].map((month) => formatPeriod(month as Period, locale)).join(" – ");

type Choice = { value: string; label: string; count?: number };
type FiltersProps = { path: string; query: TransactionQuery; options: TransactionOptions };

/** Narrows the transactions; each choice is a link. */
export function TransactionFilters({ path, query, options }: FiltersProps) {
  const t = useTranslations("transaction");
  const reasons = useTranslations("settlement.reason");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const english = locale === "en";
  const waiting = options.reasons.reduce((sum, { reason, lines }) => (undoneReasons.includes(reason as BlockReason) ? sum : sum + lines), 0);
  const chip = (key: keyof TransactionQuery, label: string, choices: readonly Choice[]) => (
    <FilterChip
      label={label}
      value={choices.find((one) => one.value === query[key])?.label ?? null}
      clearHref={hrefWith(path, query, { [key]: null })}
      options={choices.map(({ value, label: name, count }) => ({ label: name, count, current: value === query[key], href: hrefWith(path, query, { [key]: value }) }))}
    />
  );
  const off = (key: keyof TransactionQuery, value: string) => (query[key] === value ? null : value);
  const active = Object.values(query).some(Boolean);
  return (
    <FilterBar clearHref={active ? path : null}>
      <ToggleChip label={t("filter.no")} count={waiting} on={query.billed === "no"} href={hrefWith(path, query, { billed: off("billed", "no"), reason: null })} />
      <ToggleChip label={t("filter.yes")} on={query.billed === "yes"} href={hrefWith(path, query, { billed: off("billed", "yes"), reason: null })} />
      {chip("reason", t("filter.reason"), options.reasons.map(({ reason, lines }) => ({ value: reason, label: reasons(`${reason as BlockReason}.short`), count: lines })))}
      {chip("period", t("filter.period"), options.periods.map((value) => ({ value, label: formatPeriod(value as Period, locale) })))}
      {query.placed ? <ToggleChip label={t("filter.placed", { months: spanOf(query.placed, locale) })} on href={hrefWith(path, query, { placed: null })} /> : null}
      {chip("repayment", t("filter.repayment"), (["not_involved", "repaid", "open"] as const).map((value) => ({ value, label: t(`repayment.${value}`) })))}
      {chip("supervision", t("filter.supervision"), Object.entries(supervisionStates).map(([value, state]) => ({ value, label: english ? state.en : state.zh })))}
      {chip("product", t("filter.product"), options.products.map(({ id, name, nameEn }) => ({ value: id, label: english && nameEn ? nameEn : name })))}
      {chip("type", t("filter.type"), (["sale", "refund"] as const).map((value) => ({ value, label: t(`filter.${value}`) })))}
    </FilterBar>
  );
}
