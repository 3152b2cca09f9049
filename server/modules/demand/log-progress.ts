import { and, eq, inArray } from "drizzle-orm";
import { demand } from "@/db/schema";
import { demandLifecycle, type DemandState } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { attachFiles } from "./attach-files";
import type { ProgressInput } from "./contract";
import { note, salesRoles, tell, tellPersons } from "./events";
import { type DemandRecord, followerOf, lockDemandRow, notPaused, runningClocks } from "./internal";
import { mentionedBy } from "./read-mentioned";

/** Begins the clocks of conversion anew; a stale demand comes back to life by it. 409 unless it is in one of the states or stale. */
export async function touchDemand(tx: Tx, ctx: OrgCtx, before: DemandRecord, states: readonly DemandState[], kept: Partial<DemandRecord> = {}): Promise<void> {
  const mine = eq(demand.sellerOrgId, ctx.org.id);
  const clocks = { ...(await runningClocks(tx)), ...followerOf(ctx, before), ...kept };
  if (before.status === "stale") {
    await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "resume", id: before.id, set: { ...clocks, dueAt: null, ...notPaused }, where: mine });
    return;
  }
  // Work goes on while the submitter is asked: the pause stands, measured from now.
  const stillPaused = before.pausedAt ? { pausedAt: businessNow() } : {};
  const running = and(eq(demand.id, before.id), mine, inArray(demand.status, [...states]));
  const touched = await tx.update(demand).set({ ...clocks, ...stillPaused }).where(running).returning({ id: demand.id });
  if (touched.length === 0) throw conflict("demand.errors.notRunning");
}

/** Adds to the seller's progress log, with the next step and its day, papers for the submitter, and colleagues told by name. */
export async function logProgress(ctx: Ctx, input: ProgressInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await lockDemandRow(tx, ctx, input.demandId);
    await touchDemand(tx, ctx, before, ["converting", "offered"], { firstProgressAt: before.firstProgressAt ?? businessNow(), nextStepOn: input.nextStepOn ?? null });
    const { personIds, names } = await mentionedBy(tx, ctx, { ...before, ...followerOf(ctx, before) }, input.mentions);
    const eventId = await note(tx, ctx, before.id, { act: "progress", note: input.text, nextStep: input.nextStep, nextStepOn: input.nextStepOn, detail: names ? { mentions: names } : {} });
    await attachFiles(tx, ctx, before, eventId, input.fileIds);
    audit(ctx, { noun: "demand", nounId: before.id, act: "demand.progress", parties: [before.submitterOrgId], detail: { number: before.number, files: input.fileIds?.length ?? 0, mentions: personIds.length } });
    await tell(tx, before.submitterOrgId, before, "progress", { roles: salesRoles });
    await tellPersons(tx, ctx.org.id, personIds, before, "mention", { person: ctx.actor.name });
  });
}
