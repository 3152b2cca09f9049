import { and, eq, gt, isNull, lte } from "drizzle-orm";
import { registration } from "@/db/schema";
import { registrationLifecycle } from "@/lib/states/customer";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { tellPartner } from "./internal";
import { warnedDaysBefore } from "./rules";

const batch = 500;

/** Ends one hold whose time is over; false when somebody was faster. */
async function expire(ctx: Ctx, registrationId: string): Promise<boolean> {
  try {
    await withTx(ctx, async (tx) => {
      const now = businessNow();
      const row = await transition(tx, { table: registration, lifecycle: registrationLifecycle, verb: "expire", id: registrationId, set: { endedAt: now }, where: lte(registration.holdsUntil, now) });
      audit(ctx, { noun: "registration", nounId: row.id, act: "customer.expire", parties: [row.orgId], detail: { number: row.number } });
      await tellPartner(tx, row, "expire");
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.kind === "conflict" || error.kind === "not_found")) return false;
    throw error;
  }
}

/** Warns once of a hold that ends soon; the row's lock makes sweeps take turns. */
async function warn(tx: Tx, ctx: Ctx, registrationId: string): Promise<boolean> {
  const [row] = await tx
    .update(registration)
    .set({ warnedAt: businessNow() })
    .where(and(eq(registration.id, registrationId), eq(registration.status, "held"), isNull(registration.warnedAt)))
    .returning();
  if (!row?.holdsUntil) return false;
  audit(ctx, { noun: "registration", nounId: row.id, act: "customer.warn", parties: [row.orgId], detail: { number: row.number } });
  await tellPartner(tx, row, "warn", { values: { due: row.holdsUntil.toISOString() }, channels: ["mail"] });
  return true;
}

/** Frees customers whose hold ran out and warns three days before. Answers how many of both. */
export async function sweepRegistrations(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const { over, soon } = await withRead(ctx, async (tx) => {
    const now = businessNow();
    const held = eq(registration.status, "held");
    const until = new Date(now.getTime() + warnedDaysBefore * 86_400_000);
    return {
      over: await tx.select({ id: registration.id }).from(registration).where(and(held, lte(registration.holdsUntil, now))).limit(batch),
      soon: await tx.select({ id: registration.id }).from(registration).where(and(held, isNull(registration.warnedAt), gt(registration.holdsUntil, now), lte(registration.holdsUntil, until))).limit(batch),
    };
  });
  let done = 0;
  for (const { id } of over) if (await expire(ctx, id)) done += 1;
  for (const { id } of soon) if (await withTx(ctx, (tx) => warn(tx, ctx, id))) done += 1;
  return done;
}
