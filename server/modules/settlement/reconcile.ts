import { sql } from "drizzle-orm";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import { type Balances, balances, ledgerSum } from "@/server/modules/ledger";
import type { Reconciliation, UnbilledRow } from "./contract";

type Sums = { ordered: string; settled: string; gross: string; sellers: string; partners: string; statements: number; unverified: number; differences: number };

/**
 * Holds the books against each other: orders (but those cancelled unpaid) = settled + unbilled by reason; gross = sellers + partners + platform, the
 * platform's part read from the ledger; the ledger sums to zero; the verifier's differences. For operators and the system.
 */
export async function reconcile(ctx: Ctx): Promise<Reconciliation> {
  if (ctx.actor.kind !== "system") authorize(ctx, "settlement:close");
  return withRead(ctx, async (tx) => {
    const sums = await sumsOf(tx);
    const unbilled = await unbilledByReason(tx);
    const open = unbilled.filter(({ side }) => side === "seller").reduce((total, row) => total + BigInt(row.amountFen), 0n);
    const platform = platformPart(await balances(tx));
    const gross = BigInt(sums.gross);
    return {
      orders: {
        totalFen: sums.ordered,
        settledFen: sums.settled,
        unbilled,
        unbilledFen: String(open),
        differenceFen: String(BigInt(sums.ordered) - BigInt(sums.settled) - open),
      },
      money: {
        grossFen: sums.gross,
        sellersFen: sums.sellers,
        partnersFen: sums.partners,
        platformFen: String(platform),
        differenceFen: String(gross - BigInt(sums.sellers) - BigInt(sums.partners) - platform),
      },
      ledgerSumFen: String(await ledgerSum(tx)),
      statements: sums.statements,
      unverified: sums.unverified,
      verifierDifferences: sums.differences,
    };
  });
}

async function sumsOf(tx: Tx): Promise<Sums> {
  const { rows } = await tx.execute<Sums>(sql`
    select (select coalesce(sum(amount_fen), 0)::text from order_line where cancelled_at is null) as ordered,
      coalesce(sum(gross_fen - refund_fen) filter (where side = 'seller'), 0)::text as settled,
      coalesce(sum(gross_fen - refund_fen - voucher_fen) filter (where side = 'seller'), 0)::text as gross,
      coalesce(sum(payable_fen) filter (where side = 'seller'), 0)::text as sellers,
      coalesce(sum(payable_fen) filter (where side = 'partner'), 0)::text as partners,
      count(*)::integer as statements, (count(*) filter (where verified_at is null))::integer as unverified,
      coalesce(sum(differences), 0)::integer as differences
    from statement`);
  return rows[0] as Sums;
}

/** Lines in no statement, by the first reason that keeps them out, each side for itself; what was cancelled unpaid is kept out of nothing. */
export async function unbilledByReason(tx: Tx): Promise<UnbilledRow[]> {
  const { rows } = await tx.execute<UnbilledRow>(sql`
    select side, blocked_by[1] as reason, count(*)::integer as lines, sum(amount_fen)::text as "amountFen"
    from billable where settlement_line_id is null and blocked_by <> array['CANCELLED'] group by 1, 2 order by 1 desc, 3 desc`);
  return rows;
}

/** What stays with the marketplace, tax included: fees and revenue less what sellers and partners cost. */
function platformPart(all: Balances): bigint {
  const names = ["platform_fee", "revenue", "output_vat", "cost_of_sales", "share_cost", "input_vat"] as const;
  return -names.reduce((sum, name) => sum + (all[name] ?? 0n), 0n);
}
