import { useTranslations } from "next-intl";
import { ToggleChip } from "@/components/ui/filter-bar";
import type { SavedView, ViewRoom } from "@/server/modules/org/contract-views";
import { SaveView } from "./save-view";
import { queryOf } from "./query";

type SavedViewsProps = {
  /** The company's slug, for the calls. */
  org: string;
  room: ViewRoom;
  /** The list's own path. */
  path: string;
  params: Readonly<Record<string, string | string[] | undefined>>;
  views: readonly SavedView[];
};

/** Kept views of a list, the team's and one's own, and the way to keep the present one. Needs the messages `ui`. */
export function SavedViews({ org, room, path, params, views }: SavedViewsProps) {
  const t = useTranslations("ui");
  const query = queryOf(params);
  const current = views.find((view) => view.query === query);
  if (query === "" && views.length === 0) return null;
  return (
    <nav aria-label={t("views.label")} className="no-print mb-2 flex flex-wrap items-center gap-2">
      <ToggleChip label={t("views.all")} href={path} on={query === ""} />
      {views.map((view) => (
        <ToggleChip key={view.viewId} label={view.team ? t("views.ofTeam", { name: view.name }) : view.name} href={view.query ? `${path}?${view.query}` : path} on={view === current} />
      ))}
      {query === "" && !current ? null : <SaveView org={org} room={room} path={path} query={query} current={current ?? null} />}
    </nav>
  );
}
