import { and, eq, inArray, isNull } from "drizzle-orm";
import { demand } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { AskInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { dueBy, loadDemand } from "./internal";
import { isPastDue } from "./rules";
import { askable } from "./rules-acts";

/** Asks the submitter something; until it answers, at most for the limit, the clock of the present state stands. */
export async function askSubmitter(ctx: Ctx, input: AskInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "seller", "operator");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const now = businessNow();
    if (before.submitterOrgId === ctx.org.id) throw new AppError("forbidden", "demand.errors.ownQuestion");
    if (before.pausedAt) throw conflict("demand.errors.alreadyAsked");
    if (before.status === "pending" && isPastDue(before, now)) throw conflict("demand.errors.pastDeadline");
    const pausedUntil = await dueBy(tx, "demand.pause");
    const mine = ctx.org.kind === "seller" ? eq(demand.sellerOrgId, ctx.org.id) : undefined;
    const waiting = and(eq(demand.id, before.id), mine, isNull(demand.pausedAt), inArray(demand.status, [...askable(ctx.org.kind)]));
    const [row] = await tx.update(demand).set({ pausedAt: now, pausedUntil }).where(waiting).returning();
    if (!row) throw conflict("demand.errors.notAskable");
    await note(tx, ctx, row.id, { act: "ask", note: input.question, detail: { until: pausedUntil.toISOString() }, hiddenFromSeller: ctx.org.kind === "operator" });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.ask", parties: [row.submitterOrgId], detail: { number: row.number } });
    await tell(tx, row.submitterOrgId, row, "ask", { roles: salesRoles, actionNeeded: "answer", channels: ["mail"] });
  });
}
