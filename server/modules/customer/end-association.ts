import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { association, registration } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import { registrationLifecycle } from "@/lib/states/customer";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict, notFound } from "@/server/kernel/errors";
import { announce } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { EndInput } from "./contract";
import { type AssociationRecord, sellingRoles, takeTurn } from "./internal";
import { endableFrom } from "./rules";

/** When the partner itself last ended an association with the customer; null when it never did. */
export async function lastOwnEnd(tx: Tx, orgId: string, account: string): Promise<Date | null> {
  const mine = and(eq(association.orgId, orgId), eq(association.endedByOrgId, orgId), eq(association.customerAccount, account), gt(association.endedAt, new Date(0)));
  const [row] = await tx.select({ at: sql<string | null>`max(${association.endedAt})` }).from(association).where(mine);
  return row?.at ? new Date(row.at) : null;
}

type End = { readonly at: Date; readonly reason: string; readonly byOrgId: string | null };

/** Ends an association and the registration it came from. False when it had ended already. */
export async function finish(tx: Tx, ctx: Ctx, row: AssociationRecord, end: End): Promise<boolean> {
  const [ended] = await tx
    .update(association)
    .set({ endedAt: end.at, endReason: end.reason, endedByOrgId: end.byOrgId })
    .where(and(eq(association.id, row.id), isNull(association.endedAt)))
    .returning();
  if (!ended) return false;
  // The registration may have ended on its own when an event moved the customer to and fro.
  const [origin] = row.registrationId ? await tx.select().from(registration).where(eq(registration.id, row.registrationId)) : [];
  if (origin?.status === "associated") {
    await transition(tx, { table: registration, lifecycle: registrationLifecycle, verb: "end", id: origin.id, set: { endedAt: end.at, endReason: end.reason } });
  }
  audit(ctx, { noun: "association", nounId: row.id, act: "customer.end_association", parties: [row.orgId], detail: { registration: origin?.number ?? null } });
  if (end.byOrgId === row.orgId) return true;
  await announce(tx, { orgId: row.orgId, roles: sellingRoles, kind: "customer.end_association", values: { reason: end.reason }, path: `customers?view=associations&open=${row.id}`, noun: "association", nounId: row.id });
  return true;
}

/**
 * Ends an association with a reason. A partner may do so at most once in three months with the same customer, an
 * operator at any time. 404 for another partner's.
 */
export async function endAssociation(ctx: Ctx, input: EndInput): Promise<{ id: string }> {
  if (ctx.org?.kind === "operator") authorize(ctx, "customer:associate");
  else authorize(ctx, "customer:register");
  const acting = ctx;
  return withTx(acting, async (tx) => {
    const [row] = await tx.select().from(association).where(eq(association.id, input.associationId));
    if (!row) throw notFound("association");
    await takeTurn(tx, row.customerAccount);
    if (!acting.platform) await refuseTooSoon(tx, row);
    const done = await finish(tx, acting, row, { at: businessNow(), reason: input.reason, byOrgId: acting.org?.id ?? null });
    if (!done) throw conflict("customer.errors.alreadyEnded");
    return { id: row.id };
  });
}

async function refuseTooSoon(tx: Tx, row: AssociationRecord): Promise<void> {
  if (row.endedAt) return;
  const last = await lastOwnEnd(tx, row.orgId, row.customerAccount);
  if (!last || endableFrom(last) <= businessNow()) return;
  throw new AppError("conflict", "customer.errors.endedLately", { from: toBusinessDay(endableFrom(last)) });
}
