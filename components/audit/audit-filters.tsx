import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { Input } from "@/components/ui/input";

export type AuditQuery = { noun?: string; nounId?: string; from?: string; to?: string };

/** Narrows the log by noun and by days; an ordinary form, so it works before any script has run. */
export function AuditFilters({ path, query, nouns }: { path: string; query: AuditQuery; nouns: readonly { value: string; label: string }[] }) {
  const t = useTranslations("audit");
  const chosen = nouns.find(({ value }) => value === query.noun)?.label ?? query.noun;
  return (
    <FilterBar clearHref={Object.values(query).some(Boolean) ? path : null}>
      <FilterChip
        label={t("filter.noun")}
        value={chosen}
        clearHref={hrefWith(path, query, { noun: null, nounId: null })}
        options={nouns.map(({ value, label }) => ({ label, href: hrefWith(path, query, { noun: value, nounId: null }), current: value === query.noun }))}
      />
      <form action={path} className="flex flex-wrap items-center gap-2">
        {query.noun ? <input type="hidden" name="noun" value={query.noun} /> : null}
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="small inline-flex items-center gap-1.5">
            {t(`filter.${name}`)}
            <Input type="date" name={name} defaultValue={query[name]} className="num h-7 w-36" />
          </label>
        ))}
        <Button type="submit" size="sm">
          {t("filter.apply")}
        </Button>
      </form>
    </FilterBar>
  );
}
