import { and, eq, isNotNull } from "drizzle-orm";
import { demand } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { AnswerInput } from "./contract";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { lockDemandRow, withoutPause } from "./internal";

/** The submitter answers: the clock goes on, its end moved by the time it stood. */
export async function answerQuestion(ctx: Ctx, input: AnswerInput): Promise<void> {
  authorize(ctx, "demand:submit");
  requireKind(ctx, "partner", "operator");
  await withTx(ctx, async (tx) => {
    const before = await lockDemandRow(tx, ctx, input.demandId);
    if (before.submitterOrgId !== ctx.org.id) throw notFound("demand");
    if (!before.pausedAt) throw conflict("demand.errors.notAsked");
    const [row] = await tx.update(demand).set(withoutPause(before)).where(and(eq(demand.id, before.id), isNotNull(demand.pausedAt))).returning();
    if (!row) throw conflict("demand.errors.notAsked");
    const byOperator = row.status === "submitted";
    await note(tx, ctx, row.id, { act: "answer", note: input.answer, hiddenFromSeller: byOperator });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.answer", parties: [byOperator ? null : row.sellerOrgId], detail: { number: row.number } });
    if (byOperator) await tell(tx, await operatorOrgId(tx), row, "answer", { roles: dispatchRoles, actionNeeded: "assign" });
    else await tell(tx, row.sellerOrgId, row, "answer", { roles: salesRoles, actionNeeded: row.status === "pending" ? "accept" : undefined, channels: ["mail"] });
  });
}
