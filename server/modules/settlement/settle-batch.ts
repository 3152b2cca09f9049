import { and, eq, sql } from "drizzle-orm";
import { type closeRun, statement } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import type { Side } from "./rules";

/** One beneficiary's side: all its statements of a run are written in one transaction. */
export type Batch = { readonly orgId: string; readonly side: Side };

const ready = (cutAt: Date) => sql`blocked_by = array['RUN_DATE_NOT_REACHED'] and opened_at < ${cutAt.toISOString()}::timestamptz`;

/** Beneficiaries with lines whose gates all opened before the cut. */
export async function batchesOf(tx: Tx, cutAt: Date): Promise<Batch[]> {
  const { rows } = await tx.execute<Batch>(sql`select distinct org_id as "orgId", side from billable where ${ready(cutAt)} order by 2 desc, 1`);
  return rows;
}

/** Whether this run, on its way elsewhere at the same time, has been here: it writes all of a beneficiary's statements at once. */
export async function isSettled(tx: Tx, runId: string, { orgId, side }: Batch): Promise<boolean> {
  const found = await tx.select({ id: statement.id }).from(statement).where(and(eq(statement.closeRunId, runId), eq(statement.orgId, orgId), eq(statement.side, side))).limit(1);
  return found.length > 0;
}

/**
 * Moves a beneficiary's open lines into statements, one per entity × class × currency, in one statement of SQL.
 * Totals are still zero. Returns the new statements' ids; a key that exists already keeps its statement as it is.
 */
export async function settleBatch(tx: Tx, run: typeof closeRun.$inferSelect, batch: Batch): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with picked as materialized (
      select * from billable where org_id = ${batch.orgId} and side = ${batch.side} and ${ready(run.cutAt)}
    ), made as (
      insert into statement (number, org_id, side, legal_entity_id, product_class, period, currency, status, close_run_id, line_count,
        gross_fen, refund_fen, voucher_fen, other_share_fen, platform_fen, payable_fen, cut_at, closed_at)
      select app.next_number('ST'), ${batch.orgId}::uuid, ${batch.side}, key.legal_entity_id, key.product_class, ${run.period}, key.currency, 'generated', ${run.id}::uuid, key.lines,
        0, 0, 0, 0, 0, 0, ${run.cutAt.toISOString()}::timestamptz, app.now()
      from (select legal_entity_id, product_class, currency, count(*) as lines from picked group by 1, 2, 3 order by 2, 1) key
      on conflict (org_id, side, legal_entity_id, product_class, period, currency) do nothing
      returning id, legal_entity_id, product_class, currency
    ), written as (
      insert into settlement_line (org_id, statement_id, side, order_id, order_line_id, product_id, order_type, amount_fen, voucher_fen, ratio_bp, tier_bp,
        share_bp, product_tax_bp, tax_rate_bp, numerator, divisor, other_numerator, other_divisor, opened_at, trace)
      select p.org_id, m.id, p.side, p.order_id, p.order_line_id, p.product_id, p.order_type, p.amount_fen, p.voucher_fen, p.ratio_bp, p.tier_bp,
        p.share_bp, p.product_tax_bp, p.tax_rate_bp, p.numerator::text, p.divisor::text, p.other_numerator::text, p.other_divisor::text, p.opened_at,
        jsonb_build_object('side', p.side, 'productClass', p.product_class, 'orderType', p.order_type, 'originalLineId', p.original_line_id,
          'amountFen', p.amount_fen::text, 'voucherFen', p.voucher_fen::text, 'voucherBorneBp', p.voucher_borne_bp, 'ratioBp', p.ratio_bp,
          'tierBp', p.tier_bp, 'tierPeriod', p.tier_period, 'shareBp', p.share_bp, 'shareBorneBy', p.share_borne_by,
          'productTaxBp', p.product_tax_bp, 'taxRateBp', p.tax_rate_bp, 'feeRuleId', p.fee_rule_id, 'shareRuleId', p.share_rule_id,
          'agreementId', p.agreement_id, 'period', p.period,
          'gates', jsonb_build_object('money', p.money_at, 'provisioned', p.provisioned_at, 'supervision', p.supervision_at, 'effective', p.effective_at))
      from picked p join made m using (legal_entity_id, product_class, currency)
      returning 1
    )
    select id from made where (select count(*) from written) >= 0`);
  return rows.map(({ id }) => id);
}
