import { sql } from "drizzle-orm";
import type { Tx } from "@/server/kernel/database";

/**
 * Freezes the tier of every agency product whose fee is exactly 5 %, for each Beijing month of payment before `cutAt`
 * that has none yet: customers' cash of the month, less what was refunded within it, and the increment it earned.
 */
export async function freezeTiers(tx: Tx, cutAt: Date): Promise<void> {
  await tx.execute(sql`
    insert into tier_month (org_id, product_id, period, paid_fen, increment_bp, frozen_at)
    select month.seller_org_id, month.product_id, month.period, month.paid_fen, coalesce(step.bp, 0), app.now()
    from (
      select l.seller_org_id, l.product_id, to_char(paid.month, 'YYYYMM') as period, paid.month + interval '1 month' as ends,
        sum(l.amount_fen - l.voucher_fen) as paid_fen
      from order_line l
      join order_line root on root.id = case when l.order_type = 'refund' then l.original_line_id else l.id end
      cross join lateral (select date_trunc('month', root.money_at at time zone 'Asia/Shanghai') as month) paid
      where l.product_class = 'generic' and root.seller_ratio_bp = 9500 and root.money_at < ${cutAt.toISOString()}::timestamptz and root.order_type <> 'trial'
        and (l.order_type <> 'refund' or l.paid_at < (paid.month + interval '1 month') at time zone 'Asia/Shanghai')
      group by 1, 2, 3, 4
    ) month
    left join lateral (
      select (entry ->> 'bp')::integer as bp
      from rule_version r cross join lateral jsonb_array_elements(r.value -> 'steps') entry
      where r.kind = 'tier' and r.scope = 'generic' and r.valid_from < month.ends at time zone 'Asia/Shanghai'
        and (r.valid_to is null or r.valid_to >= month.ends at time zone 'Asia/Shanghai') and (entry ->> 'fromFen')::bigint <= month.paid_fen
      order by r.valid_from desc, (entry ->> 'fromFen')::bigint desc limit 1
    ) step on true
    on conflict (product_id, period) do nothing`);
}
