import { type SQL, sql } from "drizzle-orm";
import { mostCounted } from "@/lib/counts";
import { named } from "@/lib/names";
import { type ClaimState, claimLifecycle } from "@/lib/states/order";
import { allows, stateNames } from "@/lib/states/lifecycle";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { type TimeLimit, timeLimit } from "@/server/kernel/time-limit";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { ClaimDetail, ClaimFacts, ClaimList, ClaimListInput, ClaimRow } from "./contract-claim";
import { originalOf } from "./attribute";
import { weigh } from "./weigh-claim";

type Names = { partnerZh: string; partnerEn: string; sellerZh: string; sellerEn: string };

const columns = `
  c.id, c.number, c.status, c.order_number as "orderNumber", o.id as "orderId", o.amount_fen::text as "amountFen", p.name_zh as "partnerZh", p.name_en as "partnerEn",
  s.name_zh as "sellerZh", s.name_en as "sellerEn", app.iso(c.due_at) as "dueAt", app.iso(c.created_at) as "createdAt", app.iso(c.decided_at) as "decidedAt"`;
// Row-level security hides the order from a claimant until it is credited: a left join.
const around = `join org p on p.id = c.partner_org_id join org s on s.id = c.seller_org_id left join "order" o on o.id = c.order_id`;

function wing({ org }: OrgCtx): SQL {
  if (org.kind === "seller") return sql`c.seller_org_id = ${org.id}`;
  return org.kind === "partner" ? sql`c.partner_org_id = ${org.id}` : sql`true`;
}

/** A row in its reader's language. */
function inWords<Row extends Names>(ctx: OrgCtx, { partnerZh, partnerEn, sellerZh, sellerEn, ...row }: Row): Omit<Row, keyof Names> & Pick<ClaimRow, "partnerName" | "sellerName"> {
  return { ...row, partnerName: named(ctx, partnerZh, partnerEn), sellerName: named(ctx, sellerZh, sellerEn) };
}

const pageText = `
  select ${columns}, c.created_at::text as "sortAt" from app.find_claims($1::text, $2::boolean, $3::integer, $4::timestamptz, $5::uuid) with ordinality as found (id, place)
  join claim c on c.id = found.id ${around} order by found.place`;

/** Claims of the acting wing, newest first, a page of any size at a time; what waits for the operators oldest first, as it is due. */
export async function pageOfClaims(tx: Tx, ctx: OrgCtx, input: ClaimListInput, size: number): Promise<{ rows: ClaimRow[]; next: string | null }> {
  const queue = ctx.platform && input.status === "submitted";
  const [at, id] = input.cursor ? decodeCursor(input.cursor, 2) : [null, null];
  const { rows } = await tx.$client.query<Omit<ClaimRow, "partnerName" | "sellerName"> & Names & { sortAt: string }>({ name: "claim_page", text: pageText, values: [input.status ?? null, queue, size + 1, at, id] });
  const page = toPage(rows, (row) => [row.sortAt, row.id], size);
  return { rows: page.rows.map(({ sortAt: _sortAt, ...row }) => inWords(ctx, row)), next: page.next };
}

/** A page of the acting wing's claims, with how many stand in each state. */
export async function listClaims(ctx: Ctx, input: ClaimListInput = {}): Promise<ClaimList> {
  authorize(ctx, "claim:read");
  return withRead(ctx, async (tx) => {
    const page = await pageOfClaims(tx, ctx, input, pageSize);
    const { rows: counted } = await tx.execute<{ status: ClaimState; n: number }>(sql`select status, n from app.count_claims(${sql.param(stateNames(claimLifecycle))}::text[], ${mostCounted})`);
    return { ...page, counts: Object.fromEntries(counted.flatMap(({ status, n }) => (n > 0 ? [[status, n]] : []))), now: businessNow().toISOString() };
  });
}

/** How long after it was placed an order can be claimed. */
export async function claimWindow(ctx: Ctx): Promise<TimeLimit> {
  authorize(ctx, "claim:read");
  return withRead(ctx, (tx) => timeLimit(tx, "claim.window", businessNow()));
}

type Found = Omit<ClaimDetail, "partnerName" | "sellerName" | "proof" | "facts" | "acts"> & Names & { partnerOrgId: string; fileId: string | null; fileName: string | null; createdBy: string | null };

/** One claim; 404 when the acting company takes no part in it. Operators see what speaks for and against it. */
export async function readClaim(ctx: Ctx, input: { claimId: string }): Promise<ClaimDetail> {
  authorize(ctx, "claim:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`
      select ${sql.raw(columns)}, c.reason, c.claimed_by_name as "claimedByName", c.decided_by_name as "decidedByName", c.decision_note as "decisionNote",
        c.partner_org_id as "partnerOrgId", c.created_by as "createdBy", f.id as "fileId", f.name as "fileName"
      from claim c ${sql.raw(around)} left join file f on f.id = c.proof_file_id where c.id = ${input.claimId} and ${wing(ctx)}`);
    const [row] = rows;
    if (!row) throw notFound("claim");
    const { partnerOrgId, fileId, fileName, createdBy, ...claim } = row;
    const facts = ctx.platform && row.status === "submitted" ? await factsOf(tx, ctx, { partnerOrgId, orderNumber: row.orderNumber }) : null;
    const own = ctx.actor.kind === "person" && createdBy === ctx.actor.id;
    return { ...inWords(ctx, claim), proof: fileId && fileName ? { fileId, name: fileName } : null, facts, acts: actsOf(ctx, row.status, own) };
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
  const shares = lines.map(({ product, productEn, share }) => ({ product: named(ctx, product, productEn), shareBp: share?.shareBp ?? null }));
  return { placedAt: about.placedAt.toISOString(), customerName: about.customerName, customerAccount: about.customerAccount, branch, agreementNumber: agreement?.number ?? null, shares, blocked };
}
