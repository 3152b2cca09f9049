import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { membership, product } from "@/db/schema";
import { named } from "@/lib/names";
import { permissionsOf } from "@/lib/permissions";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import type { OfferColleague } from "./contract";

/** Products that offers may hold, to filter by: a seller's own, else those of all sellers; sold no longer included. */
export async function offeredProducts(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "offer:read");
  const own = ctx.org.kind === "seller" ? eq(product.orgId, ctx.org.id) : undefined;
  const rows = await withRead(ctx, (tx) =>
    tx.select({ id: product.id, name: product.name, nameEn: product.nameEn }).from(product).where(and(inArray(product.productClass, ["co_sell", "platform"]), own)).orderBy(asc(product.name), asc(product.id)).limit(1000),
  );
  return rows.map(({ id, name, nameEn }) => ({ id, name: named(ctx, name, nameEn) }));
}

/** People of the acting company who make offers, to hand one over to; none for operators, who follow none. */
export async function offerColleagues(tx: Tx, ctx: OrgCtx): Promise<OfferColleague[]> {
  if (ctx.org.kind === "operator") return [];
  const seats = await tx.select().from(membership).where(and(eq(membership.orgId, ctx.org.id), isNull(membership.endedAt))).orderBy(asc(membership.displayName), asc(membership.id));
  return seats.filter(({ roles }) => permissionsOf(ctx.org.kind, roles).has("offer:make")).map(({ personId, displayName }) => ({ personId, name: displayName }));
}

/** The same for the form that hands several offers over. */
export async function offerTeam(ctx: Ctx): Promise<OfferColleague[]> {
  authorize(ctx, "offer:hand_over");
  return withRead(ctx, (tx) => offerColleagues(tx, ctx));
}
