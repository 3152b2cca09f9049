import { invoice } from "@/db/schema";
import { invoiceLifecycle } from "@/lib/states/settlement";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { type RejectInput, rejectInput } from "./contract";
import { tellRejected } from "./events";
import { factsOf, follow, lockInvoice, personOf } from "./internal";
import { refuseChanged } from "./verify";

/** Refuses an invoice with the reason its payee reads; the requisition waits for another one. */
export async function rejectInvoice(ctx: Ctx, given: RejectInput): Promise<void> {
  authorize(ctx, "invoice:verify");
  requireKind(ctx, "operator");
  const input = rejectInput.parse(given);
  await withTx(ctx, async (tx) => {
    const before = await lockInvoice(tx, input.invoiceId);
    refuseChanged(before, input.version);
    const set = { decidedBy: personOf(ctx), decidedByName: ctx.actor.name, decidedAt: businessNow(), reasonNote: input.note };
    const row = await transition(tx, { table: invoice, lifecycle: invoiceLifecycle, verb: "reject", id: before.id, set });
    await follow(tx, ctx, row.requisitionId);
    const { requisition } = await factsOf(tx, row.requisitionId);
    audit(ctx, { noun: "invoice", nounId: row.id, act: "invoice.reject", parties: [row.orgId], detail: { number: row.number, requisition: requisition.number } });
    await tellRejected(tx, row, requisition.number);
  });
}
