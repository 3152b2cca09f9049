import { and, eq, sql } from "drizzle-orm";
import { closeRun, statement, statementRate } from "@/db/schema";
import { exact } from "@/lib/exact";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { enqueue } from "@/server/kernel/outbox";
import { withRead, withTx } from "@/server/kernel/tx";
import { post } from "@/server/modules/ledger";
import { ruleInForce } from "@/server/modules/rule";
import { tellGenerated } from "./events";
import { freezeTiers } from "./freeze-tiers";
import { lockClose, type StatementRow } from "./internal";
import { type Group, postingsOf, totalsOf } from "./rules";
import { type Batch, batchesOf, isSettled, settleBatch } from "./settle-batch";

type Run = typeof closeRun.$inferSelect;

/** Does the work of a run, a beneficiary at a time; interrupted anywhere it goes on from there, repeated it adds nothing. */
export async function performClose(ctx: Ctx, closeRunId: string): Promise<void> {
  requireSystem(ctx);
  const run = await withTx(ctx, async (tx) => {
    const going = await lockRun(tx, closeRunId);
    if (going) await freezeTiers(tx, going.cutAt);
    return going;
  });
  if (!run) return;
  const batches = await withRead(ctx, (tx) => batchesOf(tx, run.cutAt));
  for (const batch of batches) await withTx(ctx, (tx) => performBatch(tx, ctx, run.id, batch));
  await withTx(ctx, (tx) => finish(tx, ctx, run.id));
}

/** Keeps why a run stopped, for the operators' page; the run stays open and can be woken up. */
export async function noteFailure(ctx: Ctx, closeRunId: string, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  await withTx(ctx, (tx) => tx.update(closeRun).set({ error: text.slice(0, 500) }).where(and(eq(closeRun.id, closeRunId), eq(closeRun.state, "running"))));
}

async function lockRun(tx: Tx, id: string): Promise<Run | null> {
  await lockClose(tx);
  const [run] = await tx.select().from(closeRun).where(and(eq(closeRun.id, id), eq(closeRun.state, "running")));
  return run ?? null;
}

async function performBatch(tx: Tx, ctx: Ctx, runId: string, batch: Batch): Promise<void> {
  const run = await lockRun(tx, runId);
  if (!run || (await isSettled(tx, runId, batch))) return;
  const ids = await settleBatch(tx, run, batch);
  let lines = 0;
  for (const id of ids) lines += (await complete(tx, ctx, id)).lineCount;
  await tx
    .update(closeRun)
    .set({ statements: sql`${closeRun.statements} + ${ids.length}`, lines: sql`${closeRun.lines} + ${lines}`, error: null })
    .where(eq(closeRun.id, run.id));
}

/** Gives a new statement its totals, hash and postings, and says so. */
async function complete(tx: Tx, ctx: Ctx, id: string): Promise<StatementRow> {
  const groups = await groupsOf(tx, id);
  const totals = totalsOf(groups);
  const { rates, ...terms } = totals;
  const [row] = await tx.update(statement).set({ ...terms, inputHash: inputHash(id) }).where(eq(statement.id, id)).returning();
  if (!row) throw new Error(`statement ${id} is gone`);
  await tx.insert(statementRate).values(rates.map((rate) => ({ ...rate, orgId: row.orgId, statementId: id })));
  const service = await ruleInForce(tx, "tax", "service", row.closedAt);
  const postings = postingsOf({ side: row.side, productClass: row.productClass, orgId: row.orgId, groups, totals, serviceTaxBp: service?.value.bp ?? 0 });
  await post(tx, { correlationKey: `statement:${id}`, kind: "settlement", nounId: id, period: row.period, at: row.closedAt, postings: postings.map((posting) => ({ ...posting, currency: row.currency })) });
  await enqueue(tx, "verify_statement", { statementId: id });
  audit(ctx, { noun: "statement", nounId: id, act: "settlement.settle", parties: [row.orgId], detail: { number: row.number, payableFen: row.payableFen.toString() } });
  await tellGenerated(tx, row);
  return row;
}

/** SHA-256 over the frozen lines in the order of their order lines. */
const inputHash = (id: string) => sql<string>`(
  select encode(sha256(convert_to(string_agg(l.order_line_id || '|' || l.trace::text || '|' || l.numerator || '/' || l.divisor, chr(10) order by l.order_line_id), 'UTF8')), 'hex')
  from settlement_line l where l.statement_id = ${id})`;

type Summed = { tax: number; productTax: number; divisor: string; otherDivisor: string; gross: string; refund: string; voucher: string; own: string; other: string };

async function groupsOf(tx: Tx, statementId: string): Promise<Group[]> {
  const { rows } = await tx.execute<Summed>(sql`
    select tax_rate_bp as tax, product_tax_bp as "productTax", divisor, other_divisor as "otherDivisor",
      coalesce(sum(amount_fen) filter (where order_type <> 'refund'), 0)::text as gross,
      coalesce(-sum(amount_fen) filter (where order_type = 'refund'), 0)::text as refund,
      sum(case when side = 'seller' then voucher_fen * (trace ->> 'voucherBorneBp')::bigint else 0 end)::text as voucher,
      sum(numerator::numeric)::text as own, sum(other_numerator::numeric)::text as other
    from settlement_line where statement_id = ${statementId} group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
  return rows.map((row) => ({
    taxRateBp: row.tax,
    productTaxBp: row.productTax,
    grossFen: BigInt(row.gross),
    refundFen: BigInt(row.refund),
    voucher: exact(BigInt(row.voucher), 10_000n),
    own: exact(BigInt(row.own), BigInt(row.divisor)),
    other: exact(BigInt(row.other), BigInt(row.otherDivisor)),
  }));
}

async function finish(tx: Tx, ctx: Ctx, runId: string): Promise<void> {
  const run = await lockRun(tx, runId);
  if (!run) return;
  const { rows } = await tx.execute<{ left: number }>(sql`
    select count(*)::integer as left from billable b where b.side = 'seller' and b.settlement_line_id is null and b.placed_at < ${run.cutAt.toISOString()}::timestamptz`);
  const [done] = await tx
    .update(closeRun)
    .set({ state: "done", unbilled: rows[0]?.left ?? 0, error: null, finishedAt: sql`app.now()` })
    .where(and(eq(closeRun.id, runId), eq(closeRun.state, "running")))
    .returning();
  if (done) audit(ctx, { noun: "settlement", nounId: runId, act: "settlement.close", detail: { period: done.period, statements: done.statements, lines: done.lines } });
}
