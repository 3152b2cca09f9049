import { type SQL, sql } from "drizzle-orm";
import { type Period, periodBounds } from "@/lib/dates";
import { undoneReasons } from "@/lib/states/settlement";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type Transaction, type TransactionListInput, transactionListInput, type TransactionPage, type TransactionTotals } from "./contract";

export const transactionColumns = sql`
  t.order_line_id as "lineId", t.line_number as "lineNumber", t.order_id as "orderId", t.order_number as "orderNumber", t.order_type as "orderType",
  t.product_id as "productId", t.product, t.product_en as "productEn", t.product_class as "productClass", app.iso(t.placed_at) as "placedAt", t.currency,
  t.amount_fen::text as "amountFen", app.nearest_fen(t.numerator, t.divisor)::text as "shareFen", t.supervision, t.repayment,
  app.iso(t.effective_at) as "effectiveAt", t.shown_period as period, t.blocked_by as "blockedBy", t.statement_id as "statementId", t.statement_number as "statementNumber"`;

/** The acting company's lines on its own side; said to the planner too, so that its index serves. */
export const mine = (ctx: OrgCtx): SQL => sql`t.org_id = ${ctx.org.id} and t.order_type <> 'trial'`;

/** Leaves out what will come into no statement, as it was cancelled unpaid or taken back before it was earned. */
export const notUndone: SQL = sql`(t.blocked_by[1] = any(${sql.param(undoneReasons)}::text[])) is not true`;

function placedIn(months: string): SQL[] {
  const [first = "", last = ""] = months.split("-");
  const [start, end] = [periodBounds(first as Period).start.toISOString(), periodBounds(last as Period).end.toISOString()];
  return [sql`t.placed_at >= ${start}::timestamptz and t.placed_at < ${end}::timestamptz`, sql`t.blocked_by <> array['CANCELLED']`];
}

function conditions(input: ReturnType<typeof transactionListInput.parse>): SQL[] {
  const found: SQL[] = [];
  if (input.billed) found.push(input.billed === "yes" ? sql`t.settlement_line_id is not null` : sql`t.settlement_line_id is null`);
  // What was undone is found by its reason alone.
  if (input.billed === "no" && !input.reason) found.push(notUndone);
  if (input.reason) found.push(sql`t.blocked_by[1] = ${input.reason}`);
  if (input.period) found.push(sql`t.shown_period = ${input.period}`);
  if (input.placed) found.push(...placedIn(input.placed));
  if (input.productId) found.push(sql`t.product_id = ${input.productId}`);
  if (input.statementId) found.push(sql`t.statement_id = ${input.statementId}`);
  if (input.orderType) found.push(input.orderType === "refund" ? sql`t.order_type = 'refund'` : sql`t.order_type <> 'refund'`);
  if (input.supervision) found.push(sql`t.supervision = ${input.supervision}`);
  if (input.repayment) found.push(sql`t.repayment = ${input.repayment}`);
  return found;
}

type Filter = ReturnType<typeof transactionListInput.parse>;

/** One page of lines, newest first, without totals: what lists and files are made of. */
export async function pageOfTransactions(tx: Tx, ctx: OrgCtx, input: Filter, size = pageSize): Promise<{ rows: Transaction[]; next: string | null }> {
  const where = [mine(ctx), ...conditions(input)];
  if (input.cursor) {
    const [placedAt, id] = decodeCursor(input.cursor, 2);
    where.push(sql`(t.placed_at, t.order_line_id) < (${placedAt}::timestamptz, ${id}::uuid)`);
  }
  const { rows } = await tx.execute<Transaction & { at: string }>(
    sql`select ${transactionColumns}, t.placed_at::text as at from transaction_row t where ${sql.join(where, sql` and `)} order by t.placed_at desc, t.order_line_id desc limit ${size + 1}`,
  );
  const page = toPage(rows, (row) => [row.at, row.lineId], size);
  return { rows: page.rows.map(({ at: _at, ...row }) => row), next: page.next };
}

/** The acting company's transactions that match, a page at a time, with the totals of all that match. */
export async function listTransactions(ctx: Ctx, given: TransactionListInput = {}): Promise<TransactionPage> {
  authorize(ctx, "settlement:read");
  const input = transactionListInput.parse(given);
  return withRead(ctx, async (tx) => {
    const page = await pageOfTransactions(tx, ctx, input);
    const where = sql.join([mine(ctx), ...conditions(input)], sql` and `);
    const { rows } = await tx.execute<TransactionTotals>(sql`
      select count(*)::integer as count, coalesce(sum(t.amount_fen), 0)::text as "amountFen", coalesce(round(sum(t.numerator / t.divisor)), 0)::text as "shareFen"
      from transaction_row t where ${where}`);
    return { ...page, totals: rows[0] ?? { count: 0, amountFen: "0", shareFen: "0" }, asOf: businessNow().toISOString() };
  });
}

export type TransactionChoices = {
  readonly products: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
  readonly periods: readonly string[];
  /** Lines in no statement, by first reason. */
  readonly reasons: readonly { readonly reason: string; readonly lines: number }[];
};

/** What the filters can be set to, from the company's own lines. */
export async function transactionChoices(ctx: Ctx): Promise<TransactionChoices> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const products = await tx.execute<TransactionChoices["products"][number]>(sql`select distinct t.product_id as id, t.product as name, t.product_en as "nameEn" from transaction_row t where ${mine(ctx)} order by 2 limit 100`);
    const periods = await tx.execute<{ period: string }>(sql`select distinct t.shown_period as period from transaction_row t where ${mine(ctx)} and t.shown_period is not null order by 1 desc limit 36`);
    const reasons = await tx.execute<{ reason: string; lines: number }>(sql`
      select t.blocked_by[1] as reason, count(*)::integer as lines from transaction_row t where ${mine(ctx)} and t.settlement_line_id is null group by 1 order by 2 desc`);
    return { products: products.rows, periods: periods.rows.map(({ period }) => period), reasons: reasons.rows };
  });
}
