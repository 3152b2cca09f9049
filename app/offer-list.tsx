import { getTranslations } from "next-intl/server";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { offerFiltersOf } from "@/components/offer/list-filters";
import type { OfferBulkRights } from "@/components/offer/offer-bulk";
import { OfferList } from "@/components/offer/offer-list";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { homeOf } from "@/lib/rooms";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { countOffers, exportOffers, listOffers, offeredProducts } from "@/server/modules/offer";
import { companies, listViews } from "@/server/modules/org";
import { csvResponse } from "./csv-response";
import { orNotFound } from "./or-not-found";

/** What a wing's list of offers can do to many at once; what the person may not says why. */
async function rightsOf({ org, permissions }: OrgCtx, desk: boolean): Promise<OfferBulkRights> {
  const t = await getTranslations("offer");
  const may = (permission: "offer:approve" | "offer:make" | "offer:hand_over") => (permissions.has(permission) ? null : t("blocked.permission"));
  if (org.kind === "operator") return desk ? {} : { revoke: may("offer:approve") };
  return { handOver: may("offer:hand_over"), withdraw: may("offer:make"), revoke: may("offer:make") };
}

/** Operators choose among companies; the others have their own side. */
async function sidesOf(ctx: OrgCtx) {
  if (ctx.org.kind !== "operator" || !ctx.permissions.has("org:read")) return {};
  const [partners, sellers] = await Promise.all([companies(ctx, "partner"), companies(ctx, "seller")]);
  return { partners, sellers };
}

const deskAsked = (wing: OrgKind, all: string | undefined) => wing === "operator" && all !== "1";

/** A wing's offers as the address asks for them, with their kept views; the operators' start is the desk's queue. */
export async function OfferRoom({ ctx, params }: { ctx: OrgCtx; params: SearchParams }) {
  const desk = deskAsked(ctx.org.kind, one(params, "all"));
  const { cursor, ...narrowed } = offerFiltersOf(params);
  const filter = desk ? { ...narrowed, desk } : narrowed;
  const [data, counts, views, rights, products, sides] = await Promise.all([orNotFound(listOffers(ctx, desk ? filter : { ...filter, cursor })), countOffers(ctx, filter), listViews(ctx, "offers"), rightsOf(ctx, desk), offeredProducts(ctx), sidesOf(ctx)]);
  return <OfferList wing={ctx.org.kind} org={ctx.org.slug} path={`${homeOf(ctx.org)}/offers`} params={params} data={data} counts={counts} choices={{ products, ...sides }} views={views} rights={rights} desk={desk} />;
}

/** The offers' page of those who make them. */
export async function MakersOffers({ wing, org, search }: { wing: "seller" | "partner"; org: string; search: SearchParams }) {
  const ctx = await orgCtx(wing, org);
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:read")) return <NoRight title={t("title")} permission="offer:read" wing={wing} />;
  return (
    <Page wide>
      <PageHeader
        title={t("title")}
        sub={<Zone alone />}
        actions={
          <LinkButton variant="primary" href={`${homeOf(ctx.org)}/offers/new`} disabledReason={ctx.permissions.has("offer:make") ? null : t("blocked.permission")}>
            {t("new")}
          </LinkButton>
        }
      />
      <OfferRoom ctx={ctx} params={search} />
    </Page>
  );
}

/** The same offers as a CSV file. */
export async function offerFile(wing: OrgKind, slug: string | undefined, search: URLSearchParams): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  const { cursor: _, ...narrowed } = offerFiltersOf(Object.fromEntries(search));
  const filter = deskAsked(wing, search.get("all") ?? undefined) ? { ...narrowed, desk: true } : narrowed;
  const ids = search.get("ids")?.split(",").filter((id) => /^[0-9a-f-]{36}$/.test(id)).slice(0, 100);
  return csvResponse(`offers-${ctx.org.slug}`, exportOffers(ctx, ids ? { ...filter, ids } : filter));
}
