import { allows } from "@/lib/states/lifecycle";
import { applicationLifecycle, type ApplicationState } from "@/lib/states/product";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { ApplicationDetail, ApplicationInput } from "./contract";
import { gatherFacts, loadApplication } from "./internal";
import { applicationSummary } from "./read";
import { historyOf } from "./read-history";
import { completenessOf, findingsOf, wholeDraft } from "./rules";

function actsOf(ctx: OrgCtx, status: ApplicationState, blocked: boolean): ApplicationDetail["acts"] {
  const permitted = ctx.permissions.has("product:publish") ? null : "permission";
  const open = allows(applicationLifecycle, "submit", status) ? null : "handedIn";
  return {
    edit: permitted ?? open,
    submit: permitted ?? open ?? (blocked ? "incomplete" : null),
    withdraw: permitted ?? (allows(applicationLifecycle, "withdraw", status) ? null : "notWaiting"),
  };
}

/** The acting seller's application with everything the wizard shows: its draft, what a reviewer would refuse, what may be done. */
export async function readApplication(ctx: Ctx, { applicationId }: ApplicationInput): Promise<ApplicationDetail> {
  authorize(ctx, "product:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const row = await loadApplication(tx, ctx, applicationId);
    const draft = wholeDraft(row.draft);
    const facts = await gatherFacts(tx, ctx, row, draft);
    const findings = findingsOf(draft, row.status === "approved" ? { ...facts, reused: false, otherNames: [] } : facts);
    const blocked = findings.some(({ weight }) => weight === "block");
    return {
      ...applicationSummary(row),
      draft,
      round: row.round,
      reasons: row.reasons,
      productId: row.productId,
      companyName: facts.companyName,
      certificate: facts.certificate,
      findings,
      completeness: completenessOf(findings),
      interfaces: facts.interfaces,
      history: await historyOf(tx, ctx, [{ noun: "application", id: row.id }, { noun: "certificate", id: row.certificateId }, { noun: "file", id: facts.certificate?.file.id ?? null }]),
      acts: actsOf(ctx, row.status as ApplicationState, blocked),
      now: businessNow().toISOString(),
    };
  });
}
