import { sql } from "drizzle-orm";
import { idempotencyKey, rejectedEvent } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";

/** Forgets idempotency keys after 30 days of real time; nobody repeats a call that late. */
export async function sweepKeys(ctx: Ctx): Promise<number> {
  return withTx(ctx, async (tx) => {
    const { rowCount } = await tx.delete(idempotencyKey).where(sql`${idempotencyKey.createdAt} < now() - interval '30 days'`);
    return rowCount ?? 0;
  });
}

/** Forgets refused calls after 30 days. */
export async function sweepRejections(ctx: Ctx): Promise<number> {
  return withTx(ctx, async (tx) => {
    const { rowCount } = await tx.delete(rejectedEvent).where(sql`${rejectedEvent.receivedAt} < now() - interval '30 days'`);
    return rowCount ?? 0;
  });
}

/** Forgets sessions and mail tokens long over, and counters that ran out. */
export async function sweepIdentity(ctx: Ctx): Promise<number> {
  const { rows } = await withTx(ctx, (tx) => tx.execute<{ gone: number }>(sql`select app.sweep_identity() as gone`));
  return rows[0]?.gone ?? 0;
}
