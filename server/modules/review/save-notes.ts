import { and, eq } from "drizzle-orm";
import { applicationRound } from "@/db/schema";
import { applicationLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { NotesInput } from "./contract";
import { loadReviewed, refuseOtherRound } from "./internal";

/** Writes what reviewers know of a round; the seller never sees it. */
export async function writeNotes(tx: Tx, { applicationId, round, checklist, internalNote }: NotesInput): Promise<void> {
  await tx
    .update(applicationRound)
    .set({ checklist, note: internalNote })
    .where(and(eq(applicationRound.applicationId, applicationId), eq(applicationRound.round, round)));
}

/** Keeps checklist and internal note of the round on the screen for colleagues; 409 once it is decided. */
export async function saveNotes(ctx: Ctx, input: NotesInput): Promise<void> {
  authorize(ctx, "review:decide");
  await withTx(ctx, async (tx) => {
    const reviewed = await loadReviewed(tx, input.applicationId, "locked");
    refuseOtherRound(ctx, reviewed, input.round);
    if (!applicationLifecycle.verbs.approve.from.some((state) => state === reviewed.row.status)) throw conflict("review.errors.decided");
    await writeNotes(tx, input);
    audit(ctx, { noun: "application", nounId: input.applicationId, act: "application.note", detail: { round: input.round } });
  });
}
