import { demand } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { ReturnInput } from "./contract";
import { dueIn, note, salesRoles, tell } from "./events";
import { dueBy, notPaused } from "./internal";

/** Sends a submitted demand back to be completed, with what is missing. */
export async function returnDemand(ctx: Ctx, input: ReturnInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const set = { reasonCode: "incomplete", reasonNote: input.note, dueAt: await dueBy(tx, "demand.complete"), ...notPaused };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "return", id: input.demandId, set });
    await note(tx, ctx, row.id, { act: "return", note: input.note, hiddenFromSeller: true });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.return", parties: [row.submitterOrgId], detail: { number: row.number } });
    await tell(tx, row.submitterOrgId, row, "return", { roles: salesRoles, values: dueIn(row), actionNeeded: "submit", channels: ["mail"] });
  });
}
