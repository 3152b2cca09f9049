import { eq, sql } from "drizzle-orm";
import { clock } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { env } from "@/server/env";
import { clockInput, type ClockReading } from "./contract";

/** Business time now. */
export async function readClock(ctx: Ctx): Promise<ClockReading> {
  return withRead(ctx, async (tx) => {
    const [row] = await tx.select().from(clock).where(eq(clock.id, 1));
    return { now: businessNow().toISOString(), aheadSeconds: row?.offsetSeconds ?? 0 };
  });
}

/** Moves the business clock forward, in demo mode alone; whatever falls due runs at once. Real time stays as it is. */
export async function moveClock(ctx: Ctx, input: { days: number; hours: number }, demo = env.DEMO): Promise<ClockReading> {
  authorize(ctx, "system:operate");
  const { days, hours } = clockInput.parse(input);
  if (!demo) throw conflict("system.errors.demoOnly");
  const seconds = (days * 24 + hours) * 3600;
  await withTx(ctx, async (tx) => {
    await tx.update(clock).set({ offsetSeconds: sql`${clock.offsetSeconds} + ${seconds}` }).where(eq(clock.id, 1));
    audit(ctx, { noun: "system", nounId: null, act: "system.move_clock", detail: { days, hours } });
    await enqueue(tx, "sweep", { name: "all" }, { jobKey: "sweep:all" });
  });
  return readClock(ctx);
}
