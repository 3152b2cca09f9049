import { Check, ChevronDown, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { grouped } from "@/lib/counts";
import { Button } from "./button";
import { Link } from "./link";
import { Popover } from "./popover";

const chip = "inline-flex h-7 items-center gap-1.5 rounded-full border bg-sheet px-2.5 text-[12.5px] whitespace-nowrap";
const on = "border-ink-2 text-ink";
const off = "border-hair-strong text-ink-2 hover:text-ink";

/** The row of filters above a list; every choice is a link, so the URL holds all of it. */
export function FilterBar({ children, clearHref }: { children: ReactNode; clearHref?: string | null }) {
  const t = useTranslations("ui");
  return (
    <div role="group" aria-label={t("filter.label")} className="no-print mb-3 flex flex-wrap items-center gap-2">
      {children}
      {clearHref ? (
        <Link href={clearHref} scroll={false} className="inline-flex h-7 items-center px-1 text-[12.5px] text-ink-2 underline underline-offset-2">
          {t("filter.clear")}
        </Link>
      ) : null}
    </div>
  );
}

type FilterOption = { label: string; href: string; current?: boolean; count?: number | string };
type FilterChipProps = {
  label: string;
  /** What is chosen, in words; absent means any. */
  value?: string | null;
  options: readonly FilterOption[];
  clearHref?: string | null;
};

/** One filter: its name and what is chosen; opens the choices. */
export function FilterChip({ label, value, options, clearHref }: FilterChipProps) {
  const t = useTranslations("ui");
  const face = (
    <>
      {label}: {value ?? t("filter.any")}
      <ChevronDown aria-hidden size={12} />
    </>
  );
  return (
    <span className="inline-flex">
      <Popover label={label} trigger={face} triggerClassName={`${chip} ${value ? on : off} ${value && clearHref ? "rounded-r-none border-r-0" : ""}`}>
        <ul>
          {options.map((option) => (
            <li key={option.href}>
              <Link
                href={option.href}
                scroll={false}
                aria-current={option.current ? "true" : undefined}
                className="flex min-h-8 items-center gap-2 rounded-sm px-2 hover:bg-sunk"
              >
                <span className="w-4">{option.current ? <Check aria-hidden size={14} /> : null}</span>
                <span className="flex-1">{option.label}</span>
                {option.count === undefined ? null : <span className="small num">{grouped(option.count)}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </Popover>
      {value && clearHref ? (
        <Link href={clearHref} scroll={false} aria-label={t("filter.remove", { label })} className={`${chip} ${on} rounded-l-none border-l-0 px-1.5`}>
          <X aria-hidden size={12} />
        </Link>
      ) : null}
    </span>
  );
}

type FilterFormProps = { label: string; value?: string | null; clearHref?: string | null; action: string; keep?: Record<string, string | undefined>; children: ReactNode };

/** A filter whose choice is typed or picked from many: its panel is a plain form that keeps the other filters. */
export function FilterForm({ label, value, clearHref, action, keep = {}, children }: FilterFormProps) {
  const t = useTranslations("ui");
  const face = (
    <>
      {label}
      {value ? `: ${value}` : null}
      <ChevronDown aria-hidden size={12} />
    </>
  );
  return (
    <span className="inline-flex max-w-full">
      <Popover label={label} trigger={face} triggerClassName={`${chip} max-w-72 truncate ${value ? on : off} ${value && clearHref ? "rounded-r-none border-r-0" : ""}`}>
        <form action={action} className="grid w-64 max-w-[80vw] gap-2.5 p-2">
          {Object.entries(keep).map(([key, one]) => (one ? <input key={key} type="hidden" name={key} value={one} /> : null))}
          {children}
          <Button type="submit" size="sm">
            {t("filter.apply")}
          </Button>
        </form>
      </Popover>
      {value && clearHref ? (
        <Link href={clearHref} scroll={false} aria-label={t("filter.remove", { label })} className={`${chip} ${on} rounded-l-none border-l-0 px-1.5`}>
          <X aria-hidden size={12} />
        </Link>
      ) : null}
    </span>
  );
}

/** A filter that is on or off, or a saved view. */
export function ToggleChip({ label, href, on: active, count }: { label: string; href: string; on: boolean; count?: number | string }) {
  return (
    <Link href={href} scroll={false} aria-current={active ? "true" : undefined} className={`${chip} ${active ? on : off}`}>
      {label}
      {count === undefined ? null : <span className="num">· {grouped(count)}</span>}
    </Link>
  );
}

type SearchFieldProps = {
  name?: string;
  label: string;
  /** The list's own path. */
  action: string;
  defaultValue?: string;
  /** The other filters, kept when the search is sent. */
  keep?: Record<string, string | undefined>;
};

/** What every list takes. */
const longestSearch = 64;

/** Search within a list: an ordinary form, so it works before any script has run. */
export function SearchField({ name = "q", label, action, defaultValue, keep = {} }: SearchFieldProps) {
  return (
    <form role="search" action={action} className="relative">
      {Object.entries(keep).map(([key, value]) => (value ? <input key={key} type="hidden" name={key} value={value} /> : null))}
      <Search aria-hidden size={13} className="absolute top-[7px] left-2.5 text-ink-3" />
      <input
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={defaultValue}
        maxLength={longestSearch}
        className="h-7 w-60 max-w-full rounded-full border border-edge bg-sheet pr-2.5 pl-7 text-[12.5px]"
      />
    </form>
  );
}
