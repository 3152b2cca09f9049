import { asc, eq } from "drizzle-orm";
import { offerLine, product, productSpec } from "@/db/schema";
import type { Limit } from "@/lib/offer-price";
import { named } from "@/lib/names";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import { authorityById } from "@/server/modules/rule";
import type { OfferLine } from "./contract";
import type { AuthorityUsed } from "./contract-quote";

type Measured = Pick<typeof offerLine.$inferSelect, "authorityBp" | "authorityId">;

/** What each frozen line was measured against; null where that was not recorded yet. */
export async function measuredAgainst(ctx: Ctx, lines: readonly Measured[]): Promise<(AuthorityUsed | null)[]> {
  const ids = lines.flatMap((line) => line.authorityId ?? []);
  const rows = await withRead(systemCtx("offer", ctx.requestId), (tx) => authorityById(tx, ids));
  return lines.map(({ authorityBp, authorityId }) => {
    const row = authorityId ? rows.get(authorityId) : undefined;
    return authorityBp === null ? null : { id: row?.id ?? null, rateBp: authorityBp, scope: row?.scope ?? "floor", floorUnitPrice: row?.floorUnitPrice ?? null };
  });
}

/** The same as limits; a line without a record was granted nothing below list price. */
export async function limitsOf(ctx: Ctx, lines: readonly Measured[]): Promise<Limit[]> {
  return (await measuredAgainst(ctx, lines)).map((used) => used ?? { rateBp: 10_000, floorUnitPrice: null, scope: "floor" });
}

/** A line as it is shown, with what only calculations need. */
export type ReadLine = OfferLine & { readonly maxShareBp: number };

/** The offer's lines in their order, as frozen. */
export async function linesOf(tx: Tx, ctx: Ctx, offerId: string): Promise<ReadLine[]> {
  const rows = await tx
    .select({ line: offerLine, product, spec: productSpec })
    .from(offerLine)
    .innerJoin(product, eq(product.id, offerLine.productId))
    .innerJoin(productSpec, eq(productSpec.id, offerLine.productSpecId))
    .where(eq(offerLine.offerId, offerId))
    .orderBy(asc(offerLine.id));
  const authorities = await measuredAgainst(ctx, rows.map(({ line }) => line));
  return rows.map(({ line, product: of, spec }, at) => ({
    productId: of.id,
    productSpecId: spec.id,
    productName: named(ctx, of.name, of.nameEn),
    specName: named(ctx, spec.name, spec.nameEn),
    skuCode: spec.skuCode,
    chargingMode: spec.chargingMode,
    quantity: line.quantity,
    periodNumber: line.periodNumber,
    periodType: spec.periodType,
    unitPrice: line.unitPrice,
    rateBp: line.rateBp,
    authority: authorities[at] ?? null,
    shareBp: line.shareBp,
    listFen: line.listFen.toString(),
    amountFen: line.amountFen.toString(),
    maxShareBp: of.maxShareBp,
  }));
}
