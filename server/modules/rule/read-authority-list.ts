import { and, asc, desc, eq, exists, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { authority, org, product } from "@/db/schema";
import { mostCounted } from "@/lib/counts";
import { named } from "@/lib/names";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { AuthorityList, AuthorityRow, AuthorityTargets, ListAuthority } from "./contract-authority";
import { approvalLimits, scopeOf } from "./read-authority";

/** The most products and partners a filter offers. */
const mostTargets = 500;

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

/** A page and one row more are chosen first; names are looked up for those alone. */
function rowsOf(tx: Tx, where: SQL | undefined) {
  const [owner, partner] = [sql`owner`, sql`partner`];
  const chosen = tx.select({ id: authority.id }).from(authority).where(where).orderBy(desc(authority.validFrom), desc(authority.id)).limit(pageSize + 1).as("chosen");
  return tx
    .select({
      row: authority,
      from: sql<string>`${authority.validFrom}::text`,
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

/** The accounts that begin like this, of customers the reader may know: operators all, partners their own, sellers none. */
function customerLike({ org: of }: OrgCtx, account: string | undefined): SQL | undefined {
  if (!account) return undefined;
  // A range rather than `like`: the planner trusts it with its index before row-level security has spoken.
  const begins = sql`(${authority.customerAccount} ~>=~ ${account} and ${authority.customerAccount} ~<~ ${`${account}\u{10FFFF}`})`;
  if (of.kind === "operator") return begins;
  return of.kind === "partner" ? and(begins, eq(authority.partnerOrgId, of.id)) : sql`false`;
}

async function whereFor(tx: Tx, ctx: OrgCtx, now: Date, input: ListAuthority): Promise<SQL | undefined> {
  return and(
    await concerning(tx, ctx),
    input.productId ? eq(authority.productId, input.productId) : undefined,
    input.partnerOrgId ? eq(authority.partnerOrgId, input.partnerOrgId) : undefined,
    customerLike(ctx, input.customer),
    input.ended ? undefined : or(isNull(authority.validTo), gt(authority.validTo, now)),
  );
}

/**
 * Authorities as far as the acting company is concerned by them, the newest first, a page at a time, and who may approve how deep.
 * `count` goes no further than `mostCounted`.
 */
export async function listAuthority(ctx: Ctx, input: ListAuthority): Promise<AuthorityList> {
  authorize(ctx, "authority:read");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const where = await whereFor(tx, ctx, now, input);
    const place = after(input.cursor, [{ column: authority.validFrom, cast: "timestamptz" }, { column: authority.id, cast: "uuid" }]);
    const { rows, next } = toPage(await rowsOf(tx, and(where, place)), ({ row, from }) => [from, row.id]);
    const counted = tx.select({ one: sql`1` }).from(authority).where(where).limit(mostCounted).as("counted");
    const count = await tx.$count(counted);
    return { rows: rows.map((row) => rowFor(ctx, now, row)), next, count, approvals: await approvalLimits(tx, now), mayManage: ctx.permissions.has("authority:manage"), maySetApprovals: ctx.permissions.has("system:operate"), now: now.toISOString() };
  });
}

/** What the list can be narrowed to: the products and partners its authorities speak of. */
export async function authorityTargets(ctx: Ctx): Promise<AuthorityTargets> {
  authorize(ctx, "authority:read");
  return withRead(ctx, async (tx) => {
    const where = await concerning(tx, ctx);
    const spokenOf = (column: SQL) => exists(tx.select({ one: sql`1` }).from(authority).where(and(column, where)));
    const products = await tx.select({ id: product.id, zh: product.name, en: product.nameEn }).from(product).where(spokenOf(eq(authority.productId, product.id))).orderBy(asc(product.name)).limit(mostTargets);
    const partners = await tx.select({ id: org.id, zh: org.nameZh, en: org.nameEn }).from(org).where(and(eq(org.kind, "partner"), spokenOf(eq(authority.partnerOrgId, org.id)))).orderBy(asc(org.nameZh)).limit(mostTargets);
    const inWords = (rows: readonly { id: string; zh: string; en: string | null }[]) => rows.map(({ id, zh, en }) => ({ id, name: named(ctx, zh, en) }));
    return { products: inWords(products), partners: inWords(partners) };
  });
}
