import { and, eq, gt, isNull } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { WithdrawLimit } from "./contract-limit";
import { takeTurn } from "./set-limit";

/**
 * Withdraws a planned version before it begins: it ends where it would have begun, and the version it was to follow
 * goes on. 409 once it has begun or was withdrawn.
 */
export async function withdrawLimit(ctx: Ctx, input: WithdrawLimit): Promise<void> {
  authorize(ctx, "limit:set");
  requireKind(ctx, "operator");
  await withTx(ctx, async (tx) => {
    const [known] = await tx.select().from(ruleVersion).where(and(eq(ruleVersion.id, input.versionId), eq(ruleVersion.kind, "limit")));
    if (!known) throw notFound("limit");
    await takeTurn(tx, known.scope);
    const [row] = await tx
      .update(ruleVersion)
      .set({ validTo: known.validFrom })
      .where(and(eq(ruleVersion.id, known.id), isNull(ruleVersion.validTo), gt(ruleVersion.validFrom, businessNow())))
      .returning();
    if (!row) throw conflict("limit.errors.begun");
    const before = and(eq(ruleVersion.kind, "limit"), eq(ruleVersion.scope, row.scope), eq(ruleVersion.validTo, row.validFrom), gt(ruleVersion.validTo, ruleVersion.validFrom));
    await tx.update(ruleVersion).set({ validTo: null }).where(before);
    audit(ctx, { noun: "rule", nounId: row.id, act: "rule.withdraw_limit", detail: { name: row.scope, ...row.value, validFrom: row.validFrom.toISOString(), note: input.note ?? "" } });
  });
}
