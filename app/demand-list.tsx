import type { BulkRights } from "@/components/demand/bulk-actions";
import type { DemandChoices } from "@/components/demand/demand-filters";
import { DemandList } from "@/components/demand/demand-list";
import { filtersOf, one, type SearchParams } from "@/components/demand/list-filters";
import { homeOf } from "@/lib/rooms";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { boardDemand, countDemand, exportDemand, listDemand } from "@/server/modules/demand";
import { listViews } from "@/server/modules/org";
import { csvResponse } from "./csv-response";
import { orNotFound } from "./or-not-found";
import { getTranslations } from "next-intl/server";

/** What a wing's list of demand can do to many at once; what the person may not says why. */
async function rightsOf({ org, permissions }: OrgCtx): Promise<BulkRights> {
  const t = await getTranslations("demand");
  const may = (permission: "demand:dispatch" | "demand:hand_over" | "demand:submit") => (permissions.has(permission) ? null : t("blocked.permission"));
  if (org.kind === "operator") return { assign: may("demand:dispatch") };
  return org.kind === "seller" ? { handOver: may("demand:hand_over") } : { handOver: may("demand:hand_over"), cancel: may("demand:submit") };
}

/** A wing's demand as the address asks for it: table or board, filtered, with its kept views. */
export async function DemandRoom({ ctx, params, choices }: { ctx: OrgCtx; params: SearchParams; choices: Promise<DemandChoices> }) {
  const { cursor, ...filter } = filtersOf(params);
  const board = one(params, "view") === "board";
  const [data, counts, views, rights, chosen] = await Promise.all([board ? boardDemand(ctx, filter) : orNotFound(listDemand(ctx, { ...filter, cursor })), countDemand(ctx, filter), listViews(ctx, "demands"), rightsOf(ctx), choices]);
  return <DemandList wing={ctx.org.kind} org={ctx.org.slug} path={`${homeOf(ctx.org)}/demands`} params={params} data={data} counts={counts} choices={chosen} views={views} rights={rights} />;
}

/** The same demand as a CSV file. */
export async function demandFile(wing: OrgKind, slug: string | undefined, search: URLSearchParams): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  const { cursor: _, ...filter } = filtersOf(Object.fromEntries(search));
  const ids = search.get("ids")?.split(",").filter((id) => /^[0-9a-f-]{36}$/.test(id)).slice(0, 100);
  return csvResponse(`demand-${ctx.org.slug}`, exportDemand(ctx, ids ? { ...filter, ids } : filter));
}
