import { and, desc, eq, gt, ne } from "drizzle-orm";
import { closeRun } from "@/db/schema";
import { period as asPeriod, periodBounds } from "@/lib/dates";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { businessNow, withTx } from "@/server/kernel/tx";
import { lockClose } from "./internal";

type Started = { readonly closeRunId: string; readonly started: boolean };

/**
 * Starts the close of a finished month; the work is a job. A month that is being closed answers with its run (and wakes
 * its job up), a closed month, one before a closed month and the current one are refused.
 */
export async function runClose(ctx: Ctx, input: { period: string }): Promise<Started> {
  authorize(ctx, "settlement:close");
  return withTx(ctx, async (tx) => {
    const { end } = periodBounds(asPeriod(input.period));
    if (end > businessNow()) throw conflict("settlement.errors.monthNotOver", { period: input.period });
    await lockClose(tx);
    const [known] = await tx.select().from(closeRun).where(and(eq(closeRun.period, input.period), ne(closeRun.state, "failed")));
    if (known?.state === "done") throw conflict("settlement.errors.monthClosed", { period: input.period });
    const run = known ?? (await begin(tx, ctx, input.period, end));
    await enqueue(tx, "run_close", { closeRunId: run.id }, { jobKey: `close:${run.id}` });
    return { closeRunId: run.id, started: !known };
  });
}

async function begin(tx: Tx, ctx: OrgCtx, period: string, cutAt: Date): Promise<typeof closeRun.$inferSelect> {
  const [later] = await tx.select().from(closeRun).where(and(gt(closeRun.period, period), ne(closeRun.state, "failed"))).orderBy(desc(closeRun.period)).limit(1);
  if (later) throw conflict("settlement.errors.laterMonthClosed", { period, later: later.period ?? "" });
  const [run] = await tx.insert(closeRun).values({ period, cutAt, state: "running", startedByName: ctx.actor.name, startedAt: businessNow() }).returning();
  if (!run) throw new Error("no run was made");
  audit(ctx, { noun: "settlement", nounId: run.id, act: "settlement.run_close", detail: { period } });
  return run;
}
