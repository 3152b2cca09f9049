"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { NavGroup, NavItem, SearchHit, ShellActions } from "./types";

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void; nav: readonly NavGroup[]; starts: readonly NavItem[]; search: ShellActions["search"] };

const row = "flex min-h-9 cursor-pointer items-center justify-between gap-3 rounded-sm px-2.5 data-[selected=true]:bg-sunk";
const group =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-micro [&_[cmdk-group-heading]]:tracking-wider [&_[cmdk-group-heading]]:text-ink-3";

type Found = { query: string; hits: SearchHit[]; failed?: boolean };

/** Asks the server for a query a moment after the last key; answers to older queries are dropped. */
function useHits(query: string, search: ShellActions["search"]): { hits: SearchHit[]; busy: boolean; failed: boolean } {
  const [found, setFound] = useState<Found>({ query: "", hits: [] });
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "") return;
    let live = true;
    const timer = setTimeout(() => {
      search(wanted).then(
        (hits) => live && setFound({ query: wanted, hits }),
        () => live && setFound({ query: wanted, hits: [], failed: true }),
      );
    }, 150);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [wanted, search]);
  const current = found.query === wanted;
  return { hits: wanted === "" ? [] : found.hits, busy: wanted !== "" && !current, failed: current && found.failed === true };
}

/** Every word typed is in the label: "demand new" finds "New demand" as well. */
function named(query: string): (item: NavItem) => boolean {
  const words = query.trim().toLowerCase().split(/\s+/);
  return ({ label }) => words.every((word) => label.toLowerCase().includes(word));
}

/** Jumps to any page of the rail, begins work that the person may begin, and finds any object by its number or name. */
export function CommandPalette({ open, onOpenChange, nav, starts, search }: PaletteProps) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { hits, busy, failed } = useHits(query, search);
  const acts = starts.filter(named(query));
  const places = nav.flatMap((one) => one.items.map((item) => ({ ...item, group: one.label }))).filter(named(query));
  const go = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-hair-strong bg-sheet shadow-lift">
          <Dialog.Title className="sr-only">{t("palette.title")}</Dialog.Title>
          <Command label={t("palette.title")} shouldFilter={false} loop>
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder={t("shell.search")}
              className="h-12 w-full border-b border-hair bg-transparent px-4 text-[15px] outline-none"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-ink-2">
                {busy ? t("palette.searching") : failed ? t("palette.failed") : t("palette.nothing", { query })}
              </Command.Empty>
              {hits.length > 0 ? (
                <Command.Group heading={t("palette.found")} className={group}>
                  {hits.map((hit) => (
                    <Command.Item key={hit.key} value={hit.key} onSelect={() => go(hit.href)} className={row}>
                      <span className="min-w-0 truncate">
                        {hit.label}
                        {hit.note ? <span className="small ml-2">{hit.note}</span> : null}
                      </span>
                      <span className="small whitespace-nowrap">{hit.kind}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              {acts.length > 0 ? (
                <Command.Group heading={t("palette.acts")} className={group}>
                  {acts.map((act) => (
                    <Command.Item key={act.href} value={act.href} onSelect={() => go(act.href)} className={row}>
                      {act.label}
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              {places.length > 0 ? (
                <Command.Group heading={t("palette.places")} className={group}>
                  {places.map((place) => (
                    <Command.Item key={place.href} value={place.href} onSelect={() => go(place.href)} className={row}>
                      {place.label}
                      <span className="small">{place.group}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
            </Command.List>
          </Command>
          <p role="status" className="sr-only">
            {query.trim() === "" || busy ? "" : t("palette.count", { n: hits.length + acts.length + places.length })}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
