import { sql } from "drizzle-orm";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { StatementState } from "@/lib/states/settlement";
import { ofWing } from "./read";

export type InHand = Readonly<Partial<Record<StatementState, { readonly count: number; readonly payableFen: string }>>>;

/** How many statements stand in each state and what they come to; the operator's are everybody's. */
export async function statementsInHand(ctx: Ctx): Promise<InHand> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<{ status: StatementState; count: number; payableFen: string }>(
      sql`select s.status, count(*)::integer as count, sum(s.payable_fen)::text as "payableFen" from statement s where ${ofWing(ctx.org)} group by 1`,
    );
    return Object.fromEntries(rows.map(({ status, ...sums }) => [status, sums])) as InHand;
  });
}
