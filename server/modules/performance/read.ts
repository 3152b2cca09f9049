import { sql } from "drizzle-orm";
import { addPeriods, periodBounds, periodOf } from "@/lib/dates";
import { seesTeam } from "@/lib/sight";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type Performance, type PerformanceInput, performanceInput, type PerformanceScope } from "./contract";
import { type Cell, groupBy, together } from "./rules";
import { notUndone } from "@/server/modules/settlement";

/**
 * Monthly sales of the acting company, by product, with what of it is settled and what is not billed yet. A month is the
 * Beijing month in which the order was placed; refunds count in the month of the refund. The walls narrow it to a person's
 * own sight; the company's money is for those who may read its statements.
 */
export async function monthlyPerformance(ctx: Ctx, given: PerformanceInput = {}): Promise<Performance> {
  authorize(ctx, "performance:read");
  const input = performanceInput.parse(given);
  const withMoney = ctx.permissions.has("settlement:read");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const periods = Array.from({ length: input.months }, (_, back) => addPeriods(periodOf(now), back + 1 - input.months));
    const [first = periodOf(now)] = periods;
    const { rows } = await tx.execute<Cell>(sql`
      select to_char(t.placed_at at time zone 'Asia/Shanghai', 'YYYYMM') as period, t.product_id as "productId", t.product, t.product_en as "productEn",
        count(*)::integer as lines,
        coalesce(sum(t.amount_fen) filter (where t.order_type <> 'refund'), 0)::text as "salesFen",
        coalesce(sum(t.amount_fen) filter (where t.order_type = 'refund'), 0)::text as "refundFen",
        coalesce(sum(t.amount_fen) filter (where t.settlement_line_id is not null), 0)::text as "settledFen",
        coalesce(sum(t.amount_fen) filter (where t.settlement_line_id is null and ${notUndone}), 0)::text as "unbilledFen",
        coalesce(round(sum(t.numerator / t.divisor) * 1000000), 0)::text as "earnedMicro"
      from transaction_row t join order_line l on l.id = t.order_line_id and l.cancelled_at is null
      where t.org_id = ${ctx.org.id} and t.order_type <> 'trial'
        and t.placed_at >= ${periodBounds(first).start.toISOString()}::timestamptz
        ${input.productId ? sql`and t.product_id = ${input.productId}` : sql``}
      group by 1, 2, 3, 4 order by 1, sum(t.amount_fen) desc`);
    const byPeriod = groupBy(rows, (cell) => cell.period);
    const products = [...groupBy(rows, (cell) => cell.productId)].map(([productId, cells]) => ({ productId, product: cells[0]?.product ?? "", productEn: cells[0]?.productEn ?? "", ...together(cells, withMoney) }));
    return {
      scope: scopeOf(ctx),
      withMoney,
      months: periods.map((period) => ({ period, ...together(byPeriod.get(period) ?? [], withMoney) })),
      products: products.toSorted((a, b) => (BigInt(b.salesFen) > BigInt(a.salesFen) ? 1 : -1)),
      byProduct: rows.map(({ period, productId, salesFen, settledFen, unbilledFen }) => ({ period, productId, salesFen, settledFen: withMoney ? settledFen : null, unbilledFen: withMoney ? unbilledFen : null })),
      total: together(rows, withMoney),
      asOf: now.toISOString(),
    };
  });
}

function scopeOf({ org }: OrgCtx): PerformanceScope {
  if (!seesTeam(org.kind, org.roles)) return "own";
  return org.productIds ? "products" : "team";
}
