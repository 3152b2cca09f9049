import { and, eq, or, sql } from "drizzle-orm";
import { association, org, registration } from "@/db/schema";
import { registrationLifecycle } from "@/lib/states/customer";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import { bind, currentAssociation } from "./associate";
import { finish } from "./end-association";
import { type CustomerUpdated, customerUpdated } from "./events";
import { takeTurn, tellPartner } from "./internal";
import { ensureCustomer } from "./record";

export type CustomerOutcome =
  | { readonly outcome: "applied"; readonly paidLines: string[]; readonly opens: string[] }
  | { readonly outcome: "parked"; readonly reason: string; readonly waitsFor: string }
  | { readonly outcome: "conflict"; readonly reason: string };

const applied: CustomerOutcome = { outcome: "applied", paidLines: [], opens: [] };

/**
 * Applies the marketplace's word about a customer: its name, and who it is associated with from then on. A word older
 * than what is known of the association changes nothing; an unknown partner waits until it is known.
 */
export async function applyCustomerEvent(ctx: Ctx, event: { readonly data: unknown }): Promise<CustomerOutcome> {
  requireSystem(ctx);
  const parsed = customerUpdated.safeParse(event.data);
  if (!parsed.success) return { outcome: "conflict", reason: "unreadable_data" };
  return withTx(ctx, (tx) => take(tx, ctx, parsed.data));
}

async function take(tx: Tx, ctx: Ctx, data: CustomerUpdated): Promise<CustomerOutcome> {
  const { account } = data.customer;
  await takeTurn(tx, account);
  const partner = data.partnerAccount ? await partnerOf(tx, data.partnerAccount) : null;
  if (data.partnerAccount && !partner) return { outcome: "parked", reason: "unknown_partner", waitsFor: `partner:${data.partnerAccount}` };
  await ensureCustomer(tx, data.customer);
  if (data.partnerAccount === undefined || (await latestWord(tx, account)) > data.at) return applied;
  const current = await currentAssociation(tx, account);
  if ((current?.orgId ?? null) === partner) return applied;
  if (current) await finish(tx, ctx, current, { at: data.at, reason: "marketplace", byOrgId: null });
  if (partner) await associate(tx, ctx, data, partner);
  return applied;
}

async function partnerOf(tx: Tx, slug: string): Promise<string | null> {
  const [row] = await tx.select({ id: org.id }).from(org).where(and(eq(org.slug, slug), eq(org.kind, "partner")));
  return row?.id ?? null;
}

/** The instant of the newest beginning or end known for the account. */
async function latestWord(tx: Tx, account: string): Promise<Date> {
  const [row] = await tx
    .select({ at: sql<string | null>`max(greatest(${association.startedAt}, ${association.endedAt}))` })
    .from(association)
    .where(eq(association.customerAccount, account));
  return new Date(row?.at ?? 0);
}

/** Through the partner's own registration where it holds one; another's hold on the same customer ends. */
async function associate(tx: Tx, ctx: Ctx, { customer, at }: CustomerUpdated, partnerId: string): Promise<void> {
  const same = or(eq(registration.customerAccount, customer.account), sql`${registration.foldedName} = app.fold_company(${customer.name})`);
  const held = await tx.select().from(registration).where(and(eq(registration.status, "held"), same)).orderBy(registration.createdAt).for("update");
  for (const row of held.filter(({ orgId }) => orgId !== partnerId)) {
    await transition(tx, { table: registration, lifecycle: registrationLifecycle, verb: "expire", id: row.id, set: { endedAt: at, endReason: "associated_elsewhere" } });
    audit(ctx, { noun: "registration", nounId: row.id, act: "customer.expire", parties: [row.orgId], detail: { number: row.number } });
    await tellPartner(tx, row, "overtaken");
  }
  const own = held.find(({ orgId }) => orgId === partnerId);
  if (own) {
    await bind(tx, ctx, own, { account: customer.account, name: customer.name, at, note: "" });
    return;
  }
  const [made] = await tx.insert(association).values({ orgId: partnerId, customerAccount: customer.account, customerName: customer.name, startedAt: at }).returning();
  audit(ctx, { noun: "association", nounId: made?.id ?? null, act: "customer.associate", parties: [partnerId] });
}
