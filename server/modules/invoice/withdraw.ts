import { eq } from "drizzle-orm";
import { invoice } from "@/db/schema";
import { invoiceLifecycle } from "@/lib/states/settlement";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { follow, lockInvoice, personOf } from "./internal";

/** Takes back an invoice that is still under review; its number and its file may be used again. */
export async function withdrawInvoice(ctx: Ctx, input: { readonly invoiceId: string }): Promise<void> {
  authorize(ctx, "invoice:submit");
  requireKind(ctx, "seller", "partner");
  await withTx(ctx, async (tx) => {
    const { id } = await lockInvoice(tx, input.invoiceId);
    const set = { decidedBy: personOf(ctx), decidedByName: ctx.actor.name, decidedAt: businessNow() };
    const row = await transition(tx, { table: invoice, lifecycle: invoiceLifecycle, verb: "withdraw", id, set, where: eq(invoice.orgId, ctx.org.id) });
    await follow(tx, ctx, row.requisitionId);
    audit(ctx, { noun: "invoice", nounId: row.id, act: "invoice.withdraw", detail: { number: row.number } });
  });
}
