import { and, asc, desc, eq } from "drizzle-orm";
import { application, certificate, legalEntity, product, productSpec } from "@/db/schema";
import { named } from "@/lib/names";
import { allows } from "@/lib/states/lifecycle";
import { productLifecycle, type ProductState } from "@/lib/states/product";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { withRead } from "@/server/kernel/tx";
import type { ProductDetail, ProductInput, SpecRow } from "./contract";
import { productSummary } from "./read";
import { historyOf } from "./read-history";

async function specsOf(tx: Tx, productId: string): Promise<SpecRow[]> {
  const { id, skuCode, name, nameEn, chargingMode, periodType, unitPrice, onSale } = productSpec;
  return tx.select({ id, skuCode, name, nameEn, chargingMode, periodType, unitPrice, onSale }).from(productSpec).where(eq(productSpec.productId, productId)).orderBy(asc(skuCode)).limit(200);
}

function blockedBy(ctx: OrgCtx, status: ProductState): string | null {
  if (!ctx.permissions.has("product:publish")) return "permission";
  return allows(productLifecycle, "discontinue", status) ? null : "notOnSale";
}

/** One of the acting seller's listings with its specifications, terms, certificate and history; 404 for another seller's. */
export async function readProduct(ctx: Ctx, { productId }: ProductInput): Promise<ProductDetail> {
  authorize(ctx, "product:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const [found] = await tx.select({ row: product, entity: legalEntity }).from(product).innerJoin(legalEntity, eq(legalEntity.id, product.legalEntityId)).where(and(eq(product.id, productId), eq(product.orgId, ctx.org.id)));
    if (!found) throw notFound("product");
    const { row, entity } = found;
    const specRows = await specsOf(tx, row.id);
    const [paper] = await tx.select({ id: certificate.id, regNo: certificate.regNo, state: certificate.state }).from(certificate).where(and(eq(certificate.productId, row.id), eq(certificate.orgId, ctx.org.id))).orderBy(desc(certificate.createdAt)).limit(1);
    const [applied] = await tx.select({ id: application.id, number: application.number }).from(application).where(and(eq(application.productId, row.id), eq(application.orgId, ctx.org.id))).orderBy(desc(application.createdAt)).limit(1);
    return {
      ...productSummary(ctx, row, specRows.length),
      nameEn: row.nameEn,
      overview: row.overview,
      overviewEn: row.overviewEn,
      description: row.description,
      supervised: row.supervised,
      hasInterface: row.hasInterface,
      sellerRatioBp: row.sellerRatioBp,
      maxShareBp: row.maxShareBp,
      floorRateBp: row.floorRateBp,
      taxItem: row.taxItem,
      taxRateBp: row.taxRateBp,
      legalEntityName: named(ctx, entity.nameZh, entity.nameEn),
      specRows,
      certificate: paper ? { regNo: paper.regNo, state: paper.state } : null,
      application: applied ?? null,
      history: await historyOf(tx, ctx, [{ noun: "product", id: row.id }, { noun: "application", id: applied?.id ?? null }, { noun: "certificate", id: paper?.id ?? null }]),
      acts: { discontinue: blockedBy(ctx, row.status as ProductState) },
    };
  });
}
