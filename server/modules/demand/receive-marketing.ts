import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { demand, demandCustomer, demandLine, orgProgram, product } from "@/db/schema";
import { tryParseYuan } from "@/lib/money";
import { deliveryModes, demandLifecycle, demandTypes } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { nextNumber, operatorOrgId } from "@/server/kernel/marketplace";
import { type DemandRecord, dueBy, runningClocks } from "./internal";

/** What applying an event came to; the same shape for every module that applies some. */
export type DemandEventOutcome =
  | { readonly outcome: "applied"; readonly paidLines: string[]; readonly opens: string[] }
  | { readonly outcome: "parked"; readonly reason: string; readonly waitsFor: string }
  | { readonly outcome: "conflict"; readonly reason: string };
type Given = { readonly type: string; readonly at: Date; readonly data: unknown };

const budget = z.string().nullish().transform((text) => {
  const parsed = text ? tryParseYuan(text) : null;
  return parsed?.ok && parsed.fen > 0n ? parsed.fen : null;
});
const text = (most: number) => z.string().max(most).nullish().transform((value) => value?.trim() ?? "");

const created = z.object({
  demand_id: z.string().min(1).max(128),
  name: z.string().min(1).max(80),
  delivery_mode: z.enum(deliveryModes),
  demand_type: z.enum(demandTypes).default("purchase"),
  budget_amount: budget,
  main_ask: z.string().min(1).max(500),
  description: text(4000),
  region: text(100),
  product_codes: z.array(z.string().min(1).max(64)).min(1).max(20),
  customer: z.object({ account: z.string().min(1).max(64), name: z.string().min(1).max(100), contact_name: text(50), contact_details: text(100) }),
  created_at: z.string(),
});
type Created = z.output<typeof created>;

export const isDemandEvent = (type: string): boolean => type === "demand.created";

type Listed = { readonly id: string; readonly code: string; readonly orgId: string; readonly maxShareBp: number };

/** The first seller named, in the event's order, that takes part in the accelerator: marketing demand goes straight to it. */
async function acceleratedSeller(tx: Tx, listed: readonly Listed[]): Promise<string | null> {
  const sellers = [...new Set(listed.map(({ orgId }) => orgId))];
  const joined = await tx.select({ orgId: orgProgram.orgId }).from(orgProgram).where(and(inArray(orgProgram.orgId, sellers), eq(orgProgram.program, "accelerator"), isNull(orgProgram.endedAt)));
  const inside = new Set(joined.map(({ orgId }) => orgId));
  return sellers.find((id) => inside.has(id)) ?? null;
}

async function write(tx: Tx, ctx: Ctx, data: Created, operatorId: string, listed: readonly Listed[]): Promise<DemandRecord | null> {
  const [row] = await tx
    .insert(demand)
    .values({
      number: await nextNumber(tx, "D"),
      source: "marketing",
      externalRef: data.demand_id,
      submitterOrgId: operatorId,
      submitterName: ctx.actor.name,
      name: data.name,
      deliveryMode: data.delivery_mode,
      demandType: data.demand_type,
      budgetFen: data.budget_amount,
      mainAsk: data.main_ask,
      description: data.description,
      region: data.region,
      status: "draft",
      submittedAt: businessNow(),
    })
    .onConflictDoNothing()
    .returning();
  if (!row) return null;
  const { name, account, contact_name, contact_details } = data.customer;
  await tx.insert(demandCustomer).values({ demandId: row.id, submitterOrgId: operatorId, customerName: name, customerAccount: account, contactName: contact_name, contactDetails: contact_details });
  await tx.insert(demandLine).values(listed.map(({ id, maxShareBp }) => ({ demandId: row.id, kind: "interest" as const, productId: id, maxShareBp })));
  return row;
}

/** Straight into conversion: the seller sees the customer from the start. */
async function arrive(tx: Tx, ctx: Ctx, made: DemandRecord, sellerOrgId: string): Promise<void> {
  const now = businessNow();
  const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "arrive", id: made.id, set: { sellerOrgId, assignedAt: now, acceptedAt: now, ...(await runningClocks(tx)) } });
  await tx.update(demandCustomer).set({ releasedToOrgId: sellerOrgId, releasedAt: now }).where(eq(demandCustomer.demandId, row.id));
  await note(tx, ctx, row.id, { act: "arrive", detail: { program: "accelerator" } });
  audit(ctx, { noun: "demand", nounId: row.id, act: "demand.arrive", parties: [row.submitterOrgId, sellerOrgId], detail: { number: row.number, externalRef: row.externalRef } });
  await tell(tx, sellerOrgId, row, "arrive", { roles: salesRoles, actionNeeded: "progress", channels: ["mail"] });
}

/** To the dispatchers' desk, like any other. */
async function queue(tx: Tx, ctx: Ctx, made: DemandRecord): Promise<void> {
  const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "submit", id: made.id, set: { dueAt: await dueBy(tx, "demand.dispatch") } });
  await note(tx, ctx, row.id, { act: "submit", hiddenFromSeller: true });
  audit(ctx, { noun: "demand", nounId: row.id, act: "demand.submit", parties: [row.submitterOrgId], detail: { number: row.number, externalRef: row.externalRef } });
  await tell(tx, row.submitterOrgId, row, "submit", { roles: dispatchRoles, actionNeeded: "assign" });
}

async function alreadyKnown(tx: Tx, data: Created): Promise<DemandEventOutcome | null> {
  const [known] = await tx
    .select({ number: demand.number, name: demandCustomer.customerName, account: demandCustomer.customerAccount })
    .from(demand)
    .innerJoin(demandCustomer, eq(demandCustomer.demandId, demand.id))
    .where(and(eq(demand.source, "marketing"), eq(demand.externalRef, data.demand_id)));
  if (!known) return null;
  // The seller may have completed the account since; the name is the sender's own.
  return known.name === data.customer.name ? applied(data.demand_id) : { outcome: "conflict", reason: "demand_differs" };
}

const applied = (externalRef: string): DemandEventOutcome => ({ outcome: "applied", paidLines: [], opens: [`demand:${externalRef}`] });

/**
 * Takes in what marketing found out about a customer: for a seller in the accelerator it arrives in conversion, for
 * others it waits for dispatch. Parked while a product is not known; a repeat changes nothing.
 */
export function applyDemandEvent(ctx: Ctx, { data: given }: Given): Promise<DemandEventOutcome> {
  requireSystem(ctx);
  const data = created.parse(given);
  return withTx(ctx, async (tx) => {
    const known = await alreadyKnown(tx, data);
    if (known) return known;
    const operatorId = await operatorOrgId(tx);
    if (!operatorId) return { outcome: "parked", reason: "no_operator", waitsFor: "company:operator" };
    const codes = [...new Set(data.product_codes)];
    const found = await tx.select({ id: product.id, code: product.code, orgId: product.orgId, maxShareBp: product.maxShareBp }).from(product).where(and(inArray(product.code, codes), eq(product.status, "on_sale"), eq(product.productClass, "co_sell")));
    const listed = codes.flatMap((code) => found.filter((one) => one.code === code));
    const missing = codes.find((code) => !listed.some((one) => one.code === code));
    if (missing) return { outcome: "parked", reason: "unknown_product", waitsFor: `product:${missing}` };
    const made = await write(tx, ctx, data, operatorId, listed);
    if (!made) return applied(data.demand_id);
    const seller = await acceleratedSeller(tx, listed);
    if (seller) await arrive(tx, ctx, made, seller);
    else await queue(tx, ctx, made);
    return applied(data.demand_id);
  });
}
