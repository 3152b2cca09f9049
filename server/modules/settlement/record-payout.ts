import { and, eq } from "drizzle-orm";
import { invoice, payout, requisition, statement } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import { statementLifecycle } from "@/lib/states/settlement";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { post } from "@/server/modules/ledger";
import { tellPaid } from "./events";
import { loadRequisition, type RequisitionRow } from "./internal";
import { payableAccount, requisitionLifecycle } from "./rules";

type Payout = { readonly requisitionId: string; readonly bankReference: string; readonly paidOn: string };

/** Records that the bank paid a requisition. Four eyes: whoever verified an invoice of it does not record its payment. */
export async function recordPayout(ctx: Ctx, input: Payout): Promise<{ payoutId: string }> {
  authorize(ctx, "settlement:pay");
  return withTx(ctx, async (tx) => {
    const { row, statements } = await loadRequisition(tx, input.requisitionId);
    const now = businessNow();
    if (input.paidOn > toBusinessDay(now)) throw invalid("settlement.errors.paidInFuture", {}, { paidOn: "errors.field.past" });
    await refuseVerifier(tx, ctx, row);
    await transition(tx, { table: requisition, lifecycle: requisitionLifecycle, verb: "pay", id: row.id });
    for (const { id, status } of statements) if (status !== "receivable") await transition(tx, { table: statement, lifecycle: statementLifecycle, verb: "pay", id, set: { paidAt: now } });
    const [made] = await tx
      .insert(payout)
      .values({ orgId: row.orgId, requisitionId: row.id, amountFen: row.totalFen, currency: row.currency, bankReference: input.bankReference, paidOn: input.paidOn, recordedBy: personOf(ctx), recordedByName: ctx.actor.name })
      .returning();
    if (!made) throw new Error("no payout was made");
    await post(tx, {
      correlationKey: `payout:${row.id}`,
      kind: "payout",
      nounId: row.id,
      period: null,
      at: now,
      postings: [
        { account: payableAccount(row.side, row.productClass), orgId: row.orgId, amountFen: row.totalFen, currency: row.currency },
        { account: "bank", amountFen: -row.totalFen, currency: row.currency },
      ],
    });
    audit(ctx, { noun: "requisition", nounId: row.id, act: "settlement.record_payout", parties: [row.orgId], detail: { number: row.number, totalFen: row.totalFen.toString() } });
    await tellPaid(tx, row, statements.at(-1)?.id ?? row.id, input.bankReference);
    return { payoutId: made.id };
  });
}

const personOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : null);

/** True when this person verified an invoice of the requisition. */
export async function verifiedByMe(tx: Tx, ctx: Ctx, requisitionId: string): Promise<boolean> {
  const me = personOf(ctx);
  if (!me) return false;
  const mine = await tx.select({ id: invoice.id }).from(invoice).where(and(eq(invoice.requisitionId, requisitionId), eq(invoice.status, "verified"), eq(invoice.decidedBy, me))).limit(1);
  return mine.length > 0;
}

async function refuseVerifier(tx: Tx, ctx: OrgCtx, row: RequisitionRow): Promise<void> {
  if (await verifiedByMe(tx, ctx, row.id)) throw new AppError("forbidden", "settlement.errors.fourEyes", { number: row.number });
}
