import { useLocale, useTranslations } from "next-intl";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { FilterBar, FilterChip, FilterForm, SearchField, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { discountKinds, offerLifecycle, type OfferState } from "@/lib/states/offer";
import { endingDays, makerSides, type OfferCounts } from "@/server/modules/offer/contract-list";
import { filterKeys, keptFilters, statesOf } from "./list-filters";

type Named = { readonly id: string; readonly name: string };
export type OfferChoices = { readonly products: readonly Named[]; readonly partners?: readonly Named[]; readonly sellers?: readonly Named[] };
type OfferFiltersProps = { path: string; params: SearchParams; counts: OfferCounts; choices: OfferChoices; desk: boolean };

const order = (Object.keys(offerLifecycle.states) as OfferState[]).filter((state) => state !== "draft");

/** The filters above a list of offers; each choice is a link or a plain form, so the address holds them all. The desk's states are given. */
export function OfferFilters({ path, params, counts, choices, desk }: OfferFiltersProps) {
  const t = useTranslations("offer");
  const filtered = filterKeys.some((key) => one(params, key));
  const toggle = (key: string, value: string) => ({ on: one(params, key) === value, href: hrefWith(path, params, { [key]: one(params, key) === value ? null : value }) });
  const made = makerSides.find((side) => side === one(params, "made"));
  const kind = discountKinds.find((word) => word === one(params, "kind"));
  return (
    <FilterBar clearHref={filtered ? hrefWith(path, { all: one(params, "all"), cols: one(params, "cols") }, {}) : null}>
      {desk ? null : <StateChip path={path} params={params} counts={counts} />}
      {desk ? null : <ToggleChip label={t("live")} {...toggle("live", "1")} />}
      {desk ? null : <ToggleChip label={t("list.ending", { n: endingDays })} {...toggle("ending", "1")} />}
      <PickChip label={t("field.product")} name="product" path={path} params={params} choices={choices.products} />
      {choices.sellers ? <PickChip label={t("field.seller")} name="seller" path={path} params={params} choices={choices.sellers} /> : null}
      {choices.partners ? <PickChip label={t("list.partner")} name="partner" path={path} params={params} choices={choices.partners} /> : null}
      <FilterChip
        label={t("field.maker")}
        value={made ? t(`list.made.${made}`) : null}
        clearHref={hrefWith(path, params, { made: null })}
        options={makerSides.map((side) => ({ label: t(`list.made.${side}`), href: hrefWith(path, params, { made: side }), current: made === side }))}
      />
      {desk ? null : (
        <FilterChip
          label={t("field.kind")}
          value={kind ? t(`kind.${kind}`) : null}
          clearHref={hrefWith(path, params, { kind: null })}
          options={discountKinds.map((word) => ({ label: t(`kind.${word}`), href: hrefWith(path, params, { kind: word }), current: kind === word }))}
        />
      )}
      <MoreChip path={path} params={params} />
      {choices.sellers ? null : <ToggleChip label={t("list.mine")} {...toggle("person", "me")} />}
      <SearchField label={t("search")} action={path} defaultValue={one(params, "q")} keep={keptFilters(params, "q")} />
    </FilterBar>
  );
}

/** Several states at once: each choice puts one on or off. */
function StateChip({ path, params, counts }: Pick<OfferFiltersProps, "path" | "params" | "counts">) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const chosen = statesOf(params);
  const known = Object.keys(counts.byState).length > 0;
  const shown = order.filter((state) => !known || counts.byState[state] || chosen.includes(state));
  const next = (state: OfferState) => order.filter((other) => (other === state ? !chosen.includes(other) : chosen.includes(other))).join(",");
  return (
    <FilterChip
      label={t("field.status")}
      value={chosen.length > 2 ? t("list.states", { n: chosen.length }) : chosen.map((state) => stateLabel(offerLifecycle, state, locale)).join(t("list.and")) || null}
      clearHref={hrefWith(path, params, { status: null })}
      options={shown.map((state) => ({ label: stateLabel(offerLifecycle, state, locale), href: hrefWith(path, params, { status: next(state) }), current: chosen.includes(state), count: known ? counts.byState[state] : undefined }))}
    />
  );
}

type PickChipProps = { label: string; name: string; path: string; params: SearchParams; choices: readonly Named[] };

/** One of many: a list that stays quick to use with hundreds in it. */
function PickChip({ label, name, path, params, choices }: PickChipProps) {
  const t = useTranslations("offer");
  const chosen = choices.find(({ id }) => id === one(params, name));
  return (
    <FilterForm label={label} value={chosen?.name} clearHref={hrefWith(path, params, { [name]: null })} action={path} keep={keptFilters(params, name)}>
      <NativeSelect name={name} aria-label={label} defaultValue={chosen?.id ?? ""} placeholder={t("list.choose")} options={choices.map(({ id, name: words }) => ({ value: id, label: words }))} />
    </FilterForm>
  );
}

/** The buyer and the days of creation. */
function MoreChip({ path, params }: Pick<OfferFiltersProps, "path" | "params">) {
  const t = useTranslations("offer");
  const own = ["buyer", "from", "to"] as const;
  const [buyer, from, to] = own.map((key) => one(params, key));
  const value = [buyer, from || to ? `${from ?? ""} – ${to ?? ""}` : ""].filter(Boolean).join(", ");
  return (
    <FilterForm label={t("list.more")} value={value || null} clearHref={hrefWith(path, params, { buyer: null, from: null, to: null })} action={path} keep={keptFilters(params, ...own)}>
      <label className="grid gap-1">
        <span className="small">{t("list.buyer")}</span>
        <Input name="buyer" defaultValue={buyer} maxLength={100} />
      </label>
      <label className="grid gap-1">
        <span className="small">{t("list.from")}</span>
        <Input type="date" name="from" defaultValue={from} />
      </label>
      <label className="grid gap-1">
        <span className="small">{t("list.to")}</span>
        <Input type="date" name="to" defaultValue={to} />
      </label>
    </FilterForm>
  );
}
