import { and, eq, inArray, sql } from "drizzle-orm";
import { demand } from "@/db/schema";
import { checkQuestions, type DemandState } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { refuseUnseen } from "./check-seen";
import type { CheckInput, CheckState } from "./contract-dispatch";
import { note } from "./events";
import { loadDemand } from "./internal";

/** States in which somebody may still have to choose a seller. */
const dispatchable: readonly DemandState[] = ["submitted", "pending", "rejected", "lapsed", "stale"];

/** Keeps what was found out about a demand's worth, question by question; answers given before stay unless given anew. */
export async function checkDemand(ctx: Ctx, input: CheckInput): Promise<CheckState & { version: number }> {
  authorize(ctx, "demand:dispatch");
  return withTx(ctx, async (tx) => {
    await refuseUnseen(tx, ctx, input.seen);
    const before = await loadDemand(tx, ctx, input.demandId);
    const at = businessNow();
    const [row] = await tx
      .update(demand)
      .set({ checks: sql`${demand.checks} || ${JSON.stringify(input.answers)}::jsonb`, checkedAt: at, checkedByName: ctx.actor.name, version: sql`${demand.version} + 1` })
      .where(and(eq(demand.id, before.id), inArray(demand.status, [...dispatchable])))
      .returning();
    if (!row) throw conflict("demand.errors.notToBeChecked");
    const affirmed = checkQuestions.filter((question) => row.checks[question] === "yes").length;
    await note(tx, ctx, row.id, { act: "check", note: input.note, detail: { ...row.checks, affirmed: String(affirmed), of: String(checkQuestions.length) }, hiddenFromSeller: true });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.check", parties: [row.submitterOrgId], detail: { number: row.number, answers: input.answers } });
    return { answers: row.checks, at: at.toISOString(), byName: row.checkedByName, version: row.version };
  });
}
