import { type SQL, sql } from "drizzle-orm";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type RenewalList, type RenewalListInput, type RenewalRow, type RenewalSpan, renewalSpans, type RenewalTotal } from "./contract-renewal";

const nameIn = (ctx: OrgCtx, alias: "s" | "w"): SQL => (ctx.locale === "en" ? sql.raw(`coalesce(nullif(${alias}.name_en, ''), ${alias}.name_zh)`) : sql.raw(`${alias}.name_zh`));
const titleIn = (ctx: OrgCtx, alias: "p" | "sp"): SQL => (ctx.locale === "en" ? sql.raw(`coalesce(nullif(${alias}.name_en, ''), ${alias}.name)`) : sql.raw(`${alias}.name`));

/** The wing's own rows, said to the planner as well as to row-level security. */
function wing({ org }: OrgCtx): SQL {
  if (org.kind === "seller") return sql`r.seller_org_id = ${org.id}`;
  return org.kind === "partner" ? sql`r.partner_org_id = ${org.id}` : sql`true`;
}

const within = (days: RenewalSpan): SQL => sql`r.expires_at > app.now() and r.expires_at <= app.now() + make_interval(days => ${Number(days)})`;

/** What runs out in the days to come, the soonest first, a page of any size at a time. */
export async function pageOfRenewals(tx: Tx, ctx: OrgCtx, input: RenewalListInput, size: number): Promise<{ rows: RenewalRow[]; next: string | null }> {
  const where = [wing(ctx), within(input.within ?? "90")];
  if (input.cursor) {
    const [at, id] = decodeCursor(input.cursor, 2);
    where.push(sql`(r.expires_at, r.id) > (${at}::timestamptz, ${id}::uuid)`);
  }
  const { rows } = await tx.execute<RenewalRow & { sortAt: string }>(sql`
    select r.id, r.line_number as "lineNumber", r.order_id as "orderId", r.order_number as "orderNumber", ${nameIn(ctx, "s")} as "sellerName", ${titleIn(ctx, "p")} as "productName",
      coalesce(${titleIn(ctx, "sp")}, '') as "specName", r.customer_name as "customerName", r.customer_account as "customerAccount", r.currency, r.amount_fen::text as "amountFen",
      r.quantity, app.iso(r.expires_at) as "expiresAt", r.credit ->> 'rule' as rule, r.credit ->> 'reason' as reason, ${nameIn(ctx, "w")} as "creditedName",
      (r.credit ->> 'shareBp')::integer as "shareBp", r.expires_at::text as "sortAt"
    from (select * from renewal r where ${sql.join(where, sql` and `)} order by r.expires_at, r.id limit ${size + 1}) r
    join org s on s.id = r.seller_org_id join product p on p.id = r.product_id left join product_spec sp on sp.id = r.product_spec_id
    left join org w on w.id = (r.credit ->> 'orgId')::uuid order by r.expires_at, r.id`);
  const page = toPage(rows, (row) => [row.sortAt, row.id], size);
  return { rows: page.rows.map(({ sortAt: _sortAt, ...row }) => row), next: page.next };
}

async function totalsOf(tx: Tx, ctx: OrgCtx): Promise<RenewalTotal[]> {
  const spans = renewalSpans.map((span) => sql`select ${span} as within, count(*)::integer as count, coalesce(sum(r.amount_fen), 0)::text as "amountFen" from soon r where ${within(span)}`);
  const { rows } = await tx.execute<RenewalTotal>(sql`
    with soon as materialized (select r.expires_at, r.amount_fen from renewal r where ${wing(ctx)} and ${within("90")}) ${sql.join(spans, sql` union all `)} order by within`);
  return rows;
}

/** The renewals radar: what expires within 30, 60 or 90 days, who a renewal would credit, and why. */
export async function listRenewals(ctx: Ctx, input: RenewalListInput = {}): Promise<RenewalList> {
  authorize(ctx, "order:read");
  return withRead(ctx, async (tx) => ({ ...(await pageOfRenewals(tx, ctx, input, pageSize)), totals: await totalsOf(tx, ctx), now: businessNow().toISOString() }));
}
