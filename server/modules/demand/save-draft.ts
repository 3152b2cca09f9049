import { and, eq, inArray } from "drizzle-orm";
import { demand, demandCustomer, demandLine, product } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid, notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { DraftInput } from "./contract";
import { nextNumber } from "@/server/kernel/marketplace";

const columnsOf = (input: DraftInput) => ({
  name: input.name,
  deliveryMode: input.deliveryMode,
  demandType: input.demandType,
  budgetFen: input.budgetFen ? BigInt(input.budgetFen) : null,
  mainAsk: input.mainAsk,
  description: input.description,
  expectedSigningDate: input.expectedSigningDate ?? null,
  region: input.region ?? "",
  salesContact: input.salesContact,
  salesContactDetails: input.salesContactDetails,
});

const customerOf = (input: DraftInput) => ({
  customerName: input.customer.name,
  customerAccount: input.customer.account ?? null,
  contactName: input.customer.contactName,
  contactDetails: input.customer.contactDetails,
});

async function open(tx: Tx, ctx: OrgCtx, input: DraftInput): Promise<{ id: string; number: string }> {
  const [made] = await tx
    .insert(demand)
    .values({
      ...columnsOf(input),
      number: await nextNumber(tx, "D"),
      source: ctx.org.kind === "operator" ? "operator" : "partner",
      submitterOrgId: ctx.org.id,
      submitterPersonId: ctx.actor.kind === "person" ? ctx.actor.id : null,
      submitterName: ctx.actor.name,
      status: "draft",
    })
    .returning({ id: demand.id, number: demand.number });
  if (!made) throw notFound("demand");
  await tx.insert(demandCustomer).values({ demandId: made.id, submitterOrgId: ctx.org.id, ...customerOf(input) });
  return made;
}

async function change(tx: Tx, ctx: OrgCtx, demandId: string, input: DraftInput): Promise<{ id: string; number: string }> {
  const mine = and(eq(demand.id, demandId), eq(demand.submitterOrgId, ctx.org.id));
  const [changed] = await tx
    .update(demand)
    .set(columnsOf(input))
    .where(and(mine, inArray(demand.status, ["draft", "returned"])))
    .returning({ id: demand.id, number: demand.number });
  if (!changed) {
    const [known] = await tx.select({ id: demand.id }).from(demand).where(mine);
    throw known ? conflict("demand.errors.noLongerDraft") : notFound("demand");
  }
  await tx.update(demandCustomer).set(customerOf(input)).where(eq(demandCustomer.demandId, demandId));
  await tx.delete(demandLine).where(and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "interest")));
  return changed;
}

async function keepProducts(tx: Tx, demandId: string, products: DraftInput["products"]): Promise<void> {
  if (products.length === 0) return;
  const ids = products.map((line) => line.productId);
  const visible = new Set((await tx.select({ id: product.id }).from(product).where(inArray(product.id, ids))).map((row) => row.id));
  const unknown = ids.findIndex((id) => !visible.has(id));
  if (unknown >= 0) throw invalid("demand.errors.incomplete", {}, { [`products.${unknown}.productId`]: "demand.errors.field.notSellable" });
  await tx.insert(demandLine).values(products.map((line) => ({ demandId, kind: "interest" as const, ...line })));
}

/** Keeps a demand as far as it is filled in: a new draft, or changes to a draft or returned one of the own company. */
export async function saveDraft(ctx: Ctx, input: DraftInput): Promise<{ id: string; number: string }> {
  authorize(ctx, "demand:submit");
  requireKind(ctx, "partner", "operator");
  return withTx(ctx, async (tx) => {
    const saved = input.demandId ? await change(tx, ctx, input.demandId, input) : await open(tx, ctx, input);
    await keepProducts(tx, saved.id, input.products);
    audit(ctx, { noun: "demand", nounId: saved.id, act: input.demandId ? "demand.change_draft" : "demand.open_draft", detail: { number: saved.number } });
    return saved;
  });
}
