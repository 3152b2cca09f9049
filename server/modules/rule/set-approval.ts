import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { businessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { rolesHolding } from "@/lib/permissions";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, invalid } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { ruleValues } from "./contract";
import type { SetApproval } from "./contract-authority";

/**
 * Sets how deep an operator's role may approve, as a new version of the rule. An administrator's act: nobody who decides
 * at the desk widens their own limit by the right to decide. A version planned for later stands in the way (409).
 */
export async function setApproval(ctx: Ctx, input: SetApproval): Promise<{ id: string }> {
  authorize(ctx, "system:operate");
  requireKind(ctx, "operator");
  return withTx(ctx, async (tx) => {
    const [now, roles] = [businessNow(), rolesHolding("offer:approve", "operator")];
    const today = toBusinessDay(now);
    const startsOn = input.startsOn ?? today;
    if (!roles.some((role) => role === input.role)) throw invalid("authority.errors.incomplete", {}, { role: "authority.errors.field.notAnApprover" });
    if (startsOn < today) throw invalid("authority.errors.incomplete", {}, { startsOn: "errors.field.past" });
    const validFrom = startsOn === today ? now : startOfBusinessDay(businessDay(startsOn));
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rule:approval:${input.role}`}, 0))`);
    const current = and(eq(ruleVersion.kind, "approval"), eq(ruleVersion.scope, input.role), isNull(ruleVersion.validTo));
    await tx.update(ruleVersion).set({ validTo: validFrom }).where(and(current, lt(ruleVersion.validFrom, validFrom)));
    const [made] = await tx
      .insert(ruleVersion)
      .values({ kind: "approval", scope: input.role, value: ruleValues.approval.parse({ downToBp: input.downToBp }), validFrom, note: input.note ?? "" })
      .onConflictDoNothing({ target: [ruleVersion.kind, ruleVersion.scope], where: sql`valid_to is null` })
      .returning({ id: ruleVersion.id });
    if (!made) throw conflict("authority.errors.laterVersion");
    audit(ctx, { noun: "rule", nounId: made.id, act: "rule.set_approval", detail: { role: input.role, downToBp: input.downToBp, validFrom: validFrom.toISOString(), note: input.note ?? "" } });
    return made;
  });
}
