import { eq } from "drizzle-orm";
import { application, applicationRound } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { applicationLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { announce } from "@/server/kernel/outbox";
import { limitEnd } from "@/server/kernel/time-limit";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { resumeCertificate } from "@/server/modules/qualification";
import type { ApplicationInput, Finding } from "./contract";
import { type ApplicationRow, gatherFacts, loadApplication } from "./internal";
import { findingsOf, wholeDraft } from "./rules";

function refuseBlocked(findings: readonly Finding[]): void {
  const blocking = findings.filter(({ weight }) => weight === "block");
  if (blocking.length === 0) return;
  throw invalid("product.errors.incomplete", { n: blocking.length }, Object.fromEntries(blocking.map(({ step, field, code }) => [`${step}.${field}`, code])));
}

/** What was handed in is kept for the reviewers, as it was. */
async function keepRound(ctx: OrgCtx, row: ApplicationRow): Promise<void> {
  const system = systemCtx("product", ctx.requestId);
  const person = ctx.actor.kind === "person" ? ctx.actor.id : null;
  await withTx(system, (tx) => tx.insert(applicationRound).values({ applicationId: row.id, round: row.round, submitted: { ...wholeDraft(row.draft) }, submittedBy: person, submittedAt: businessNow() }));
  if (row.certificateId) await resumeCertificate(system, row.certificateId);
}

/** Hands the application in for review, when nothing of it would be refused outright; 400 names what is missing. */
export async function submitApplication(ctx: Ctx, input: ApplicationInput): Promise<void> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    // Locked, so that what was examined is what is handed in.
    const before = await loadApplication(tx, ctx, input.applicationId, "locked");
    const draft = wholeDraft(before.draft);
    refuseBlocked(findingsOf(draft, await gatherFacts(tx, ctx, before, draft)));
    const row = await transition(tx, {
      table: application,
      lifecycle: applicationLifecycle,
      verb: "submit",
      id: input.applicationId,
      set: {
        productName: draft.basics.name,
        certificateId: draft.certificate.fileId ? before.certificateId : null,
        submittedAt: businessNow(),
        dueAt: await limitEnd(tx, "review.decide", businessNow()),
        decidedAt: null,
        decidedBy: null,
        decidedByName: null,
        reasons: [],
        checklist: {},
        round: before.submittedAt ? before.round + 1 : before.round,
      },
      where: eq(application.orgId, ctx.org.id),
    });
    await keepRound(ctx, row);
    const desk = await operatorOrgId(tx);
    audit(ctx, { noun: "application", nounId: row.id, act: "application.submit", parties: [desk], detail: { number: row.number, round: row.round, product: row.productName } });
    if (!desk) return;
    const values = { number: row.number, ...bothNames("name", row.productName, draft.basics.nameEn), ...bothNames("company", ctx.org.nameZh, ctx.org.nameEn) };
    await announce(tx, { orgId: desk, roles: ["reviewer", "lead"], kind: "review.submitted", values, path: `review/${row.id}`, noun: "application", nounId: row.id, actionNeeded: "approve|reject" });
  });
}
