import { useLocale, useTranslations } from "next-intl";
import { FilterBar, FilterChip, FilterForm, SearchField, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import { demandLifecycle, demandSources, type DemandState } from "@/lib/states/demand";
import { dueFilters, type DemandCounts } from "@/server/modules/demand/contract-list";
import { filterKeys, filtersOf, keptFilters, one, type SearchParams, statesOf } from "./list-filters";

export type Named = { readonly id: string; readonly name: string };
export type DemandChoices = { readonly products: readonly Named[]; readonly partners?: readonly Named[]; readonly sellers?: readonly Named[] };
type DemandFiltersProps = { path: string; params: SearchParams; counts: DemandCounts; choices: DemandChoices };

const order = Object.keys(demandLifecycle.states) as DemandState[];

/** The filters above a list or board of demand; each choice is a link or a plain form, so the address holds them all. */
export function DemandFilters({ path, params, counts, choices }: DemandFiltersProps) {
  const t = useTranslations("demand");
  const filtered = filterKeys.some((key) => one(params, key));
  const toggle = (key: string, value: string) => ({ on: one(params, key) === value, href: hrefWith(path, params, { [key]: one(params, key) === value ? null : value }) });
  const source = demandSources.find((word) => word === one(params, "source"));
  return (
    <FilterBar clearHref={filtered ? hrefWith(path, { view: one(params, "view"), cols: one(params, "cols") }, {}) : null}>
      <StateChip path={path} params={params} counts={counts} />
      <FilterChip
        label={t("field.source")}
        value={source ? t(`source.${source}`) : null}
        clearHref={hrefWith(path, params, { source: null })}
        options={demandSources.map((word) => ({ label: t(`source.${word}`), href: hrefWith(path, params, { source: word }), current: source === word }))}
      />
      <PickChip label={t("field.product")} name="product" path={path} params={params} choices={choices.products} />
      {choices.partners ? <PickChip label={t("list.partner")} name="partner" path={path} params={params} choices={choices.partners} /> : null}
      {choices.sellers ? <PickChip label={t("field.seller")} name="seller" path={path} params={params} choices={choices.sellers} /> : null}
      <MoreChip path={path} params={params} />
      <ToggleChip label={t("list.mine")} {...toggle("person", "me")} />
      {dueFilters.map((due) => (
        <ToggleChip key={due} label={t(`due.${due}`)} {...toggle("due", due)} />
      ))}
      <DrillChips path={path} params={params} />
      <SearchField label={t("search")} action={path} defaultValue={one(params, "q")} keep={keptFilters(params, "q")} />
    </FilterBar>
  );
}

/** Several states at once: each choice puts one on or off. */
function StateChip({ path, params, counts }: Omit<DemandFiltersProps, "choices">) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const chosen = statesOf(params);
  const known = Object.keys(counts.byState).length > 0;
  const shown = order.filter((state) => !known || counts.byState[state] || chosen.includes(state));
  const next = (state: DemandState) => order.filter((other) => (other === state ? !chosen.includes(other) : chosen.includes(other))).join(",");
  return (
    <FilterChip
      label={t("field.status")}
      value={chosen.length > 2 ? t("list.states", { n: chosen.length }) : listed({ locale }, chosen.map((state) => stateLabel(demandLifecycle, state, locale))) || null}
      clearHref={hrefWith(path, params, { status: null })}
      options={shown.map((state) => ({ label: stateLabel(demandLifecycle, state, locale), href: hrefWith(path, params, { status: next(state) }), current: chosen.includes(state), count: known ? counts.byState[state] : undefined }))}
    />
  );
}

type PickChipProps = { label: string; name: string; path: string; params: SearchParams; choices: readonly Named[] };

/** One of many: a list that stays quick to use with hundreds in it. */
function PickChip({ label, name, path, params, choices }: PickChipProps) {
  const t = useTranslations("demand");
  const chosen = choices.find(({ id }) => id === one(params, name));
  return (
    <FilterForm label={label} value={chosen?.name} clearHref={hrefWith(path, params, { [name]: null })} action={path} keep={keptFilters(params, name)}>
      <NativeSelect name={name} aria-label={label} defaultValue={chosen?.id ?? ""} placeholder={t("list.choose")} options={choices.map(({ id, name: words }) => ({ value: id, label: words }))} />
    </FilterForm>
  );
}

/** Region and the days of submission. */
function MoreChip({ path, params }: { path: string; params: SearchParams }) {
  const t = useTranslations("demand");
  const region = one(params, "region");
  const [from, to] = one(params, "cohort") ? [] : [one(params, "from"), one(params, "to")];
  const value = [region, from || to ? `${from ?? ""} – ${to ?? ""}` : ""].filter(Boolean).join(", ");
  const own = ["region", "from", "to"];
  return (
    <FilterForm label={t("list.more")} value={value || null} clearHref={hrefWith(path, params, { region: null, from: null, to: null })} action={path} keep={keptFilters(params, ...own)}>
      <label className="grid gap-1">
        <span className="small">{t("list.region")}</span>
        <Input name="region" defaultValue={region} maxLength={40} />
      </label>
      <label className="grid gap-1">
        <span className="small">{t("list.from")}</span>
        <Input type="date" name="from" defaultValue={one(params, "from")} />
      </label>
      <label className="grid gap-1">
        <span className="small">{t("list.to")}</span>
        <Input type="date" name="to" defaultValue={one(params, "to")} />
      </label>
    </FilterForm>
  );
}

/** What a chart's number led here by; each can only be taken off. */
function DrillChips({ path, params }: { path: string; params: SearchParams }) {
  const t = useTranslations("demand");
  const stage = one(params, "stage");
  const cohort = one(params, "cohort");
  const reason = filtersOf(params).reason;
  const off = (...keys: string[]) => ({ on: true, href: hrefWith(path, params, Object.fromEntries(keys.map((key) => [key, null]))) });
  return (
    <>
      {stage && t.has(`list.stage.${stage}` as "list.stage.won") ? <ToggleChip label={t("list.reached", { stage: t(`list.stage.${stage}` as "list.stage.won") })} {...off("stage")} /> : null}
      {cohort === "submitted" || cohort === "closed" ? <ToggleChip label={t(`list.cohort.${cohort}`, { from: one(params, "from") ?? "…", to: one(params, "to") ?? "…" })} {...off("cohort", "from", "to")} /> : null}
      {reason ? <ToggleChip label={t("list.because", { reason: t.has(`lostReason.${reason}` as "lostReason.price") ? t(`lostReason.${reason}` as "lostReason.price") : t(`rejectReason.${reason}` as "rejectReason.other") })} {...off("reason")} /> : null}
      {one(params, "batch") ? <ToggleChip label={t("list.batch")} {...off("batch")} /> : null}
    </>
  );
}
