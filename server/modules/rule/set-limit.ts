import { and, eq, isNull, sql } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { businessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { type LimitName, limits, sameSpan } from "@/lib/limits";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { ruleValues } from "./contract";
import type { SetLimit } from "./contract-limit";

/** One writer per limit: versions follow one another without a gap or an overlap. */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rule:limit:${name}`}, 0))`);
}

/** The last version, which nothing follows yet. */
async function lastVersion(tx: Tx, name: LimitName) {
  const [row] = await tx.select().from(ruleVersion).where(and(eq(ruleVersion.kind, "limit"), eq(ruleVersion.scope, name), isNull(ruleVersion.validTo)));
  return row ?? null;
}

function beginning(startsOn: string | undefined, now: Date): Date {
  const today = toBusinessDay(now);
  if (startsOn && startsOn < today) throw invalid("limit.errors.incomplete", {}, { startsOn: "errors.field.past" });
  return startsOn && startsOn > today ? startOfBusinessDay(businessDay(startsOn)) : now;
}

/**
 * Sets a time limit as a new version, at once or from a later day: the version in force ends where this one begins.
 * Clocks that run already keep their end. 409 when another version was set meanwhile or one is planned.
 */
export async function setLimit(ctx: Ctx, input: SetLimit): Promise<{ id: string }> {
  authorize(ctx, "limit:set");
  requireKind(ctx, "operator");
  return withTx(ctx, async (tx) => {
    const { name, days, unit, note } = input;
    const now = businessNow();
    const validFrom = beginning(input.startsOn, now);
    await takeTurn(tx, name);
    const last = await lastVersion(tx, name);
    if (last && last.validFrom > now && last.id === input.seenId) throw conflict("limit.errors.planned");
    if ((last?.id ?? null) !== input.seenId) throw conflict("limit.errors.changed");
    const before = last ? ruleValues.limit.parse(last.value) : limits[name].standard;
    if (sameSpan(before, { days, unit })) throw invalid("limit.errors.incomplete", {}, { days: "limit.errors.field.same" });
    if (last) await tx.update(ruleVersion).set({ validTo: validFrom }).where(eq(ruleVersion.id, last.id));
    const [made] = await tx
      .insert(ruleVersion)
      .values({ kind: "limit", scope: name, value: ruleValues.limit.parse({ days, unit }), validFrom, note: note ?? "" })
      .returning({ id: ruleVersion.id });
    if (!made) throw new Error("no limit was set");
    audit(ctx, { noun: "rule", nounId: made.id, act: "rule.set_limit", detail: { name, days, unit, before: { days: before.days, unit: before.unit }, validFrom: validFrom.toISOString(), note: note ?? "" } });
    return made;
  });
}
