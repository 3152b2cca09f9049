import { and, asc, desc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { authority, org, product, ruleVersion } from "@/db/schema";
import type { ApprovalDepth } from "@/lib/offer-price";
import { named } from "@/lib/names";
import { rolesHolding } from "@/lib/permissions";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { ruleValues } from "./contract";
import type { ApprovalLimit, AuthorityChoices, AuthorityList, AuthorityRow, ListAuthority } from "./contract-authority";

type Row = typeof authority.$inferSelect;
/** What binds one line: the row that says so, its rate payable in basis points, prices in yuan, the highest share. */
export type Authority = Pick<Row, "id" | "rateBp" | "floorUnitPrice" | "maxShareBp"> & { readonly scope: AuthorityRow["scope"] };

const scopeOf = (row: Pick<Row, "customerAccount" | "partnerOrgId" | "productId">): AuthorityRow["scope"] =>
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

function rowFor(ctx: OrgCtx, now: Date, { row, product: of, sellerZh, sellerEn, partnerZh, partnerEn }: Joined): AuthorityRow {
  const seesCustomer = ctx.org.kind === "operator" || row.partnerOrgId === ctx.org.id;
  return {
    id: row.id,
    scope: scopeOf(row),
    productId: row.productId,
    productName: of ? named(ctx, of.name, of.nameEn) : null,
    productCode: of?.code ?? null,
    sellerName: named(ctx, sellerZh, sellerEn),
    partnerOrgId: row.partnerOrgId,
    partnerName: named(ctx, partnerZh, partnerEn),
    customerAccount: seesCustomer ? row.customerAccount : null,
    rateBp: row.rateBp,
    floorUnitPrice: row.floorUnitPrice,
    maxShareBp: row.maxShareBp,
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    state: row.validTo !== null && row.validTo <= now ? "ended" : row.validFrom > now ? "planned" : "in_force",
    // Words written for a customer may name it.
    note: seesCustomer || row.customerAccount === null ? row.note : "",
    createdByName: row.createdByName,
  };
}

type Joined = Awaited<ReturnType<typeof rowsOf>>[number];

/** The newest 500 are chosen first; names are looked up for those alone. */
function rowsOf(tx: Tx, where: SQL | undefined) {
  const [owner, partner] = [sql`owner`, sql`partner`];
  const chosen = tx.select({ id: authority.id }).from(authority).where(where).orderBy(desc(authority.validFrom), desc(authority.id)).limit(500).as("chosen");
  return tx
    .select({
      row: authority,
      product: { name: product.name, nameEn: product.nameEn, code: product.code },
      sellerZh: sql<string | null>`${owner}.name_zh`,
      sellerEn: sql<string | null>`${owner}.name_en`,
      partnerZh: sql<string | null>`${partner}.name_zh`,
      partnerEn: sql<string | null>`${partner}.name_en`,
    })
    .from(chosen)
    .innerJoin(authority, eq(authority.id, chosen.id))
    .leftJoin(product, eq(product.id, authority.productId))
    .leftJoin(sql`org owner`, sql`owner.id = ${product.orgId}`)
    .leftJoin(sql`org partner`, sql`partner.id = ${authority.partnerOrgId}`)
    .orderBy(desc(authority.validFrom), desc(authority.id));
}

/** What concerns the wing, said to the planner as well as to row-level security, so that the wing's index serves. */
async function concerning(tx: Tx, { org: of }: OrgCtx): Promise<SQL | undefined> {
  if (of.kind === "operator") return undefined;
  if (of.kind === "partner") return or(eq(authority.partnerOrgId, of.id), isNull(authority.partnerOrgId));
  const own = await tx.select({ id: product.id }).from(product).where(eq(product.orgId, of.id));
  return or(sql`${authority.productId} = any(${sql.param(own.map(({ id }) => id))}::uuid[])`, and(isNull(authority.productId), isNull(authority.partnerOrgId)));
}

/** Authorities as far as the acting company is concerned by them, the newest first, and who may approve how deep. */
export async function listAuthority(ctx: Ctx, input: ListAuthority): Promise<AuthorityList> {
  authorize(ctx, "authority:read");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const where = and(
      await concerning(tx, ctx),
      input.productId ? eq(authority.productId, input.productId) : undefined,
      input.partnerOrgId ? eq(authority.partnerOrgId, input.partnerOrgId) : undefined,
      input.ended ? undefined : or(isNull(authority.validTo), gt(authority.validTo, now)),
    );
    const rows = await rowsOf(tx, where);
    return { rows: rows.map((row) => rowFor(ctx, now, row)), approvals: await approvalLimits(tx, now), mayManage: ctx.permissions.has("authority:manage"), maySetApprovals: ctx.permissions.has("system:operate"), now: now.toISOString() };
  });
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
