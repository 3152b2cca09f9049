import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { authority, org, product, ruleVersion } from "@/db/schema";
import type { ApprovalDepth } from "@/lib/offer-price";
import { named } from "@/lib/names";
import { rolesHolding } from "@/lib/permissions";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import { ruleValues } from "./contract";
import type { ApprovalLimit, AuthorityChoices, AuthorityRow } from "./contract-authority";

type Row = typeof authority.$inferSelect;
/** What binds one line: the row that says so, its rate payable in basis points, prices in yuan, the highest share. */
export type Authority = Pick<Row, "id" | "rateBp" | "floorUnitPrice" | "maxShareBp"> & { readonly scope: AuthorityRow["scope"] };

export const scopeOf = (row: Pick<Row, "customerAccount" | "partnerOrgId" | "productId">): AuthorityRow["scope"] =>
  row.customerAccount !== null ? "customer" : row.partnerOrgId !== null ? "partner" : row.productId !== null ? "product" : "all";

type Question = { readonly partnerOrgId: string; readonly productIds: readonly string[]; readonly customerAccount: string | null; readonly at: Date };

/** A partner's authority per product at an instant, the most specific row in force; products without one are absent. */
export async function authorityFor(tx: Tx, { partnerOrgId, productIds, customerAccount, at }: Question): Promise<Map<string, Authority>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await tx.execute<Authority & { product: string }>(sql`
    select product, id, rate_bp as "rateBp", floor_unit_price as "floorUnitPrice", max_share_bp as "maxShareBp", scope
    from app.authority_in_force(${sql.param(productIds)}::uuid[], ${partnerOrgId}::uuid, ${customerAccount}::text, ${at.toISOString()}::timestamptz)`);
  return new Map(rows.map(({ product: productId, ...found }) => [productId, found]));
}

/** Authorities by id, in force or not: what an offer was measured against when it was submitted. */
export async function authorityById(tx: Tx, ids: readonly string[]): Promise<Map<string, Authority>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.select().from(authority).where(inArray(authority.id, [...ids]));
  return new Map(rows.map((row) => [row.id, { id: row.id, rateBp: row.rateBp, floorUnitPrice: row.floorUnitPrice, maxShareBp: row.maxShareBp, scope: scopeOf(row) }]));
}

/** What holds while no rule says otherwise: a lead down to 70 折, an administrator down to 40 折. */
export const standardApprovals = [
  { role: "lead", downToBp: 7000 },
  { role: "admin", downToBp: 4000 },
] as const satisfies readonly ApprovalDepth[];

/** How deep each operator's role may approve at an instant, basis points payable; the least deep first. */
export async function approvalLimits(tx: Tx, at: Date): Promise<ApprovalLimit[]> {
  const inForceNow = and(lte(ruleVersion.validFrom, at), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, at)));
  const rows = await tx.select().from(ruleVersion).where(and(eq(ruleVersion.kind, "approval"), inForceNow)).orderBy(desc(ruleVersion.validFrom));
  const latest = new Map<string, ApprovalLimit>();
  for (const row of rows) if (!latest.has(row.scope)) latest.set(row.scope, { role: row.scope, downToBp: ruleValues.approval.parse(row.value).downToBp, validFrom: row.validFrom.toISOString() });
  const holders: readonly string[] = rolesHolding("offer:approve", "operator");
  const limits = latest.size > 0 ? [...latest.values()] : standardApprovals.map((standard) => ({ ...standard, validFrom: null }));
  return limits.filter(({ role }) => holders.includes(role)).toSorted((a, b) => b.downToBp - a.downToBp);
}

/** What the operators' form chooses from: products partners may sell, and partners. */
export async function authorityChoices(ctx: Ctx): Promise<AuthorityChoices> {
  authorize(ctx, "authority:manage");
  requireKind(ctx, "operator");
  return withRead(ctx, async (tx) => {
    const products = await tx
      .select({ product, zh: org.nameZh, en: org.nameEn })
      .from(product)
      .innerJoin(org, eq(org.id, product.orgId))
      .where(and(eq(product.status, "on_sale"), inArray(product.productClass, ["co_sell", "platform"])))
      .orderBy(asc(product.name))
      .limit(2000);
    const partners = await tx.select().from(org).where(eq(org.kind, "partner")).orderBy(asc(org.nameZh)).limit(2000);
    return {
      products: products.map(({ product: of, zh, en }) => ({ id: of.id, code: of.code, name: named(ctx, of.name, of.nameEn), sellerName: named(ctx, zh, en), floorRateBp: of.floorRateBp, maxShareBp: of.maxShareBp })),
      partners: partners.map((one) => ({ id: one.id, name: named(ctx, one.nameZh, one.nameEn) })),
    };
  });
}
