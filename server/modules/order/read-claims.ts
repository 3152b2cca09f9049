import { type SQL, sql } from "drizzle-orm";
import { type ClaimState, claimLifecycle } from "@/lib/states/order";
import { allows } from "@/lib/states/lifecycle";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { type TimeLimit, timeLimit } from "@/server/kernel/time-limit";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { ClaimDetail, ClaimFacts, ClaimList, ClaimListInput, ClaimRow } from "./contract-claim";
import { originalOf } from "./attribute";
import { standardWindow } from "./rules-claim";
import { weigh } from "./weigh-claim";

/** Names in the reader's language. */
const nameIn = (ctx: OrgCtx, alias: "p" | "s"): SQL => (ctx.locale === "en" ? sql.raw(`coalesce(nullif(${alias}.name_en, ''), ${alias}.name_zh)`) : sql.raw(`${alias}.name_zh`));

const columns = (ctx: OrgCtx) => sql`
  c.id, c.number, c.status, c.order_number as "orderNumber", o.id as "orderId", o.amount_fen::text as "amountFen",
  ${nameIn(ctx, "p")} as "partnerName", ${nameIn(ctx, "s")} as "sellerName", app.iso(c.due_at) as "dueAt", app.iso(c.created_at) as "createdAt", app.iso(c.decided_at) as "decidedAt"`;
// Row-level security hides the order from a claimant until it is credited: a left join.
const source = sql`claim c join org p on p.id = c.partner_org_id join org s on s.id = c.seller_org_id left join "order" o on o.id = c.order_id`;

function wing({ org }: OrgCtx): SQL {
  if (org.kind === "seller") return sql`c.seller_org_id = ${org.id}`;
  return org.kind === "partner" ? sql`c.partner_org_id = ${org.id}` : sql`true`;
}

/** Claims of the acting wing, newest first; what waits for the operators oldest first, as it is due. */
export async function listClaims(ctx: Ctx, input: ClaimListInput = {}): Promise<ClaimList> {
  authorize(ctx, "claim:read");
  return withRead(ctx, async (tx) => {
    const where = [wing(ctx)];
    const queue = ctx.platform && input.status === "submitted";
    if (input.status) where.push(sql`c.status = ${input.status}`);
    if (input.cursor) {
      const [at, id] = decodeCursor(input.cursor, 2);
      where.push(sql`(c.created_at, c.id) ${queue ? sql`>` : sql`<`} (${at}::timestamptz, ${id}::uuid)`);
    }
    const { rows } = await tx.execute<ClaimRow & { sortAt: string }>(sql`
      select ${columns(ctx)}, c.created_at::text as "sortAt" from ${source} where ${sql.join(where, sql` and `)} order by ${queue ? sql`c.created_at, c.id` : sql`c.created_at desc, c.id desc`} limit ${pageSize + 1}`);
    const { rows: counted } = await tx.execute<{ status: ClaimState; n: number }>(sql`select c.status, count(*)::integer as n from claim c where ${wing(ctx)} group by 1`);
    const page = toPage(rows, (row) => [row.sortAt, row.id]);
    return { rows: page.rows.map(({ sortAt: _sortAt, ...row }) => row), next: page.next, counts: Object.fromEntries(counted.map(({ status, n }) => [status, n])), now: businessNow().toISOString() };
  });
}

/** How long after it was placed an order can be claimed. */
export async function claimWindow(ctx: Ctx): Promise<TimeLimit> {
  authorize(ctx, "claim:read");
  return withRead(ctx, (tx) => timeLimit(tx, "claim.window", standardWindow, businessNow()));
}

type Found = Omit<ClaimDetail, "proof" | "facts" | "acts"> & { partnerOrgId: string; fileId: string | null; fileName: string | null; createdBy: string | null };

/** One claim; 404 when the acting company takes no part in it. Operators see what speaks for and against it. */
export async function readClaim(ctx: Ctx, input: { claimId: string }): Promise<ClaimDetail> {
  authorize(ctx, "claim:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`
      select ${columns(ctx)}, c.reason, c.claimed_by_name as "claimedByName", c.decided_by_name as "decidedByName", c.decision_note as "decisionNote",
        c.partner_org_id as "partnerOrgId", c.created_by as "createdBy", f.id as "fileId", f.name as "fileName"
      from ${source} left join file f on f.id = c.proof_file_id where c.id = ${input.claimId} and ${wing(ctx)}`);
    const [row] = rows;
    if (!row) throw notFound("claim");
    const { partnerOrgId, fileId, fileName, createdBy, ...claim } = row;
    const facts = ctx.platform && row.status === "submitted" ? await factsOf(tx, ctx, { partnerOrgId, orderNumber: row.orderNumber }) : null;
    const own = ctx.actor.kind === "person" && createdBy === ctx.actor.id;
    return { ...claim, proof: fileId && fileName ? { fileId, name: fileName } : null, facts, acts: actsOf(ctx, row.status, own) };
  });
}

function actsOf(ctx: OrgCtx, status: ClaimState, own: boolean): ClaimDetail["acts"] {
  const blocked = (verb: "withdraw" | "grant", permission: "claim:make" | "claim:decide") => {
    if (!ctx.permissions.has(permission)) return "permission";
    return allows(claimLifecycle, verb, status) ? null : "state";
  };
  return { withdraw: blocked("withdraw", "claim:make"), decide: blocked("grant", "claim:decide") ?? (own ? "ownClaim" : null) };
}

async function factsOf(tx: Tx, ctx: OrgCtx, row: { partnerOrgId: string; orderNumber: string }): Promise<ClaimFacts | null> {
  const about = await originalOf(tx, row.orderNumber);
  if (!about) return null;
  const { branch, agreement, lines, blocked } = await weigh(tx, row, about);
  const shares = lines.map(({ product, productEn, share }) => ({ product: ctx.locale === "en" && productEn ? productEn : product, shareBp: share?.shareBp ?? null }));
  return { placedAt: about.placedAt.toISOString(), customerName: about.customerName, customerAccount: about.customerAccount, branch, agreementNumber: agreement?.number ?? null, shares, blocked };
}
