import { application } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { applicationLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { announce } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { wholeDraft } from "@/server/modules/product";
import { decideCertificate } from "@/server/modules/qualification";
import { decided, takeForDecision } from "./approve";
import type { RefuseInput } from "./contract";
import { writeNotes } from "./save-notes";

/** Refuses the round on the screen with its reasons and a word to the seller, who can change it and hand it in again. */
export async function refuseApplication(ctx: Ctx, input: RefuseInput): Promise<void> {
  authorize(ctx, "review:decide");
  await withTx(ctx, async (tx) => {
    await takeForDecision(tx, ctx, input);
    const reasons = [...new Set(input.reasons)].map((code) => ({ code, note: input.note }));
    const row = await transition(tx, { table: application, lifecycle: applicationLifecycle, verb: "reject", id: input.applicationId, set: { ...decided(ctx), reasons, checklist: input.checklist } });
    await writeNotes(tx, input);
    if (row.certificateId) await decideCertificate(systemCtx("review", ctx.requestId), { certificateId: row.certificateId, outcome: "refused" });
    audit(ctx, { noun: "application", nounId: row.id, act: "application.reject", parties: [row.orgId], detail: { number: row.number, round: row.round, reasons: reasons.map(({ code }) => code).join(", ") } });
    const values = { number: row.number, ...bothNames("name", row.productName, wholeDraft(row.draft).basics.nameEn), note: input.note };
    await announce(tx, { orgId: row.orgId, roles: ["owner", "product"], kind: "review.refused", values, path: `applications/${row.id}/submit`, noun: "application", nounId: row.id, actionNeeded: "submit", channels: ["mail"] });
  });
}
