import { and, eq, ne } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { DuplicateInput } from "./contract";
import { note, salesRoles, tell } from "./events";

/** Ends a submitted demand that another one already covers; the submitter is not told which, for it may be someone else's. */
export async function markDuplicate(ctx: Ctx, input: DuplicateInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const [original] = await tx.select({ id: demand.id }).from(demand).where(and(eq(demand.number, input.ofNumber), ne(demand.id, input.demandId)));
    if (!original) throw invalid("demand.errors.noSuchOriginal", {}, { ofNumber: "errors.field.invalid" });
    const set = { reasonCode: "duplicate", reasonNote: input.note ?? null, dueAt: null, closedAt: businessNow() };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "mark_duplicate", id: input.demandId, set });
    await note(tx, ctx, row.id, { act: "mark_duplicate", note: input.note, hiddenFromSeller: true });
    // The other demand's id stays in the operators' own chain, not with the parties of this one.
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.mark_duplicate", detail: { number: row.number, originalId: original.id } });
    await tell(tx, row.submitterOrgId, row, "mark_duplicate", { roles: salesRoles });
  });
}
