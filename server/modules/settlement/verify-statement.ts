import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { statement, statementRate } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { type FrozenLine, recompute } from "./recompute";

export type Verification = { readonly differences: number; readonly lines: number; readonly found: readonly string[] };

/** The job's check of one statement; stores how many differences it found. */
export async function verifyStatement(ctx: Ctx, statementId: string): Promise<Verification> {
  requireSystem(ctx);
  return withTx(ctx, (tx) => verify(tx, statementId));
}

/** The same check at a person's wish, for a statement they may see. */
export async function recomputeStatement(ctx: Ctx, input: { statementId: string }): Promise<Verification> {
  authorize(ctx, "settlement:read");
  return withTx(ctx, async (tx) => {
    const result = await verify(tx, input.statementId);
    audit(ctx, { noun: "statement", nounId: input.statementId, act: "settlement.verify", detail: { differences: result.differences, lines: result.lines } });
    return result;
  });
}

async function verify(tx: Tx, statementId: string): Promise<Verification> {
  const [kept] = await tx.select().from(statement).where(eq(statement.id, statementId)).for("update");
  if (!kept) throw notFound("statement");
  const rates = await tx.select().from(statementRate).where(eq(statementRate.statementId, statementId));
  const { rows } = await tx.execute<FrozenLine>(sql`
    select s.order_line_id as "orderLineId", s.trace::text as trace, s.numerator, s.divisor, l.amount_fen::text as "orderedFen", l.voucher_fen::text as "voucherFen"
    from settlement_line s join order_line l on l.id = s.order_line_id where s.statement_id = ${statementId} order by s.order_line_id`);
  const again = recompute(rows);
  const found = [...again.differences, ...compare(kept, rates, again.totals)];
  if (rows.length !== kept.lineCount) found.push(`lines: ${kept.lineCount} kept, ${rows.length} found`);
  if (hashOf(rows) !== kept.inputHash) found.push("the frozen lines do not have the hash kept at the close");
  await tx.update(statement).set({ differences: found.length, verifiedAt: businessNow() }).where(eq(statement.id, statementId));
  return { differences: found.length, lines: rows.length, found: found.slice(0, 20) };
}

function hashOf(lines: readonly FrozenLine[]): string {
  const text = lines.map((line) => `${line.orderLineId}|${line.trace}|${line.numerator}/${line.divisor}`).join("\n");
  return createHash("sha256").update(text, "utf8").digest("hex");
}

type Kept = typeof statement.$inferSelect;
type Again = ReturnType<typeof recompute>["totals"];

function compare(kept: Kept, rates: readonly (typeof statementRate.$inferSelect)[], again: Again): string[] {
  const found: string[] = [];
  const same = (name: string, left: bigint | undefined, right: bigint | undefined) => {
    if (left !== right) found.push(`${name}: ${String(left)} kept, ${String(right)} recomputed`);
  };
  same("gross", kept.grossFen, again.gross);
  same("refunds", kept.refundFen, again.refund);
  same("vouchers", kept.voucherFen, again.voucher);
  same("payable", kept.payableFen, again.payable);
  same("equation", kept.grossFen - kept.refundFen - kept.voucherFen - kept.otherShareFen - kept.platformFen, again.payable);
  const seen = new Set([...rates.map(({ taxRateBp }) => taxRateBp), ...again.rates.keys()]);
  for (const rate of seen) {
    const row = rates.find(({ taxRateBp }) => taxRateBp === rate);
    const other = again.rates.get(rate);
    same(`gross at ${rate}`, row?.grossFen, other?.gross);
    same(`net at ${rate}`, row?.netFen, other?.net);
    same(`tax at ${rate}`, row?.taxFen, other?.tax);
  }
  return found;
}
