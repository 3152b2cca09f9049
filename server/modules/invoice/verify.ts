import { invoice } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import { allows } from "@/lib/states/lifecycle";
import { type InvoiceState, invoiceLifecycle } from "@/lib/states/settlement";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { VerifyInput } from "./contract";
import { tellVerified } from "./events";
import { examineAgain, type Facts, factsOf, follow, type InvoiceRow, lockInvoice, partiesOf, personOf } from "./internal";
import { stops } from "./rules";

/** 409 when the invoice is no longer the one that was on the screen, but could still be decided. */
export function refuseChanged(row: InvoiceRow, version: number): void {
  const open = allows(invoiceLifecycle, "verify", row.status as InvoiceState);
  if (open && row.version !== version) throw conflict("invoice.errors.changed", { number: row.number });
}

/** Nobody verifies what they handed in themselves, in whichever company. */
export function refuseOwn(ctx: Ctx, row: InvoiceRow): void {
  const me = personOf(ctx);
  if (me !== null && me === row.submittedBy) throw new AppError("forbidden", "invoice.errors.ownInvoice", { number: row.number });
}

/** What is expected may have moved since the invoice came in: a new name in the certification, another issue list. */
function refuseMoved(row: InvoiceRow, facts: Facts): void {
  if (!partiesOf(facts)) throw conflict("invoice.errors.notCertified", { requisition: facts.requisition.number });
  const [first] = stops(examineAgain(row, facts, toBusinessDay(businessNow())).differences);
  if (first) throw conflict("invoice.errors.noLongerMatches", { number: row.number, field: first.field, expected: first.expected, found: first.found });
}

async function load(tx: Tx, ctx: Ctx, input: VerifyInput): Promise<{ row: InvoiceRow; facts: Facts }> {
  const row = await lockInvoice(tx, input.invoiceId);
  refuseChanged(row, input.version);
  refuseOwn(ctx, row);
  return { row, facts: await factsOf(tx, row.requisitionId, row.id) };
}

/**
 * Sets the seal on an invoice. When every row of its issue list is covered by verified invoices, the requisition may be paid.
 * 409 when it was decided already or changed since it was opened.
 */
export async function verifyInvoice(ctx: Ctx, input: VerifyInput): Promise<void> {
  authorize(ctx, "invoice:verify");
  requireKind(ctx, "operator");
  await withTx(ctx, async (tx) => {
    const { row: before, facts } = await load(tx, ctx, input);
    const set = { decidedBy: personOf(ctx), decidedByName: ctx.actor.name, decidedAt: businessNow() };
    const row = await transition(tx, { table: invoice, lifecycle: invoiceLifecycle, verb: "verify", id: before.id, set });
    refuseMoved(before, facts);
    await follow(tx, ctx, row.requisitionId);
    audit(ctx, { noun: "invoice", nounId: row.id, act: "invoice.verify", parties: [row.orgId], detail: { number: row.number, requisition: facts.requisition.number } });
    await tellVerified(tx, row, facts.requisition.number);
  });
}
