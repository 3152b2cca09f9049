import { and, eq, inArray } from "drizzle-orm";
import { demandCustomer, demandLine } from "@/db/schema";
import { sellableSpec } from "@/db/views/sales";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { SolutionInput } from "./contract";
import { note } from "./events";
import { type DemandRecord, lockDemandRow } from "./internal";
import { touchDemand } from "./log-progress";

const ofSolution = (demandId: string) => and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "solution"));
const sameLines = (lines: readonly { productSpecId: string | null; quantity: number | null }[]) => lines.map(({ productSpecId, quantity }) => `${productSpecId} ${quantity}`).toSorted().join();

/** Refuses to overwrite what somebody else saved since the form was opened. */
async function refuseOverwriting(tx: Tx, demandId: string, account: string | null, shown: SolutionInput["shown"]): Promise<void> {
  if (!shown) return;
  const stored = await tx.select({ productSpecId: demandLine.productSpecId, quantity: demandLine.quantity }).from(demandLine).where(ofSolution(demandId));
  if (sameLines(stored) !== sameLines(shown.lines) || account !== shown.customerAccount) throw conflict("demand.errors.solutionChanged");
}

/** Completes a blank account, or corrects one a seller completed; what the submitter gave is not the seller's to change. */
async function keepAccount(tx: Tx, ctx: Ctx, before: DemandRecord, input: SolutionInput): Promise<void> {
  const [customer] = await tx.select({ account: demandCustomer.customerAccount, bySeller: demandCustomer.accountBySeller }).from(demandCustomer).where(eq(demandCustomer.demandId, before.id));
  await refuseOverwriting(tx, before.id, customer?.account ?? null, input.shown);
  if (!input.customerAccount || !customer || input.customerAccount === customer.account) return;
  if (customer.account !== null && !customer.bySeller) throw invalid("demand.errors.incomplete", {}, { customerAccount: "demand.errors.field.accountGiven" });
  await tx.update(demandCustomer).set({ customerAccount: input.customerAccount, accountBySeller: true }).where(eq(demandCustomer.demandId, before.id));
  await note(tx, ctx, before.id, { act: "set_account" });
  audit(ctx, { noun: "demand", nounId: before.id, act: "demand.set_account", parties: [before.submitterOrgId], detail: { number: before.number } });
}

/** Replaces the solution's lines and keeps the customer's account; refused while an offer locks the demand. */
export async function editSolution(ctx: Ctx, input: SolutionInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await lockDemandRow(tx, ctx, input.demandId);
    if (before.status === "offered") throw conflict("demand.errors.lockedByOffer");
    await keepAccount(tx, ctx, before, input);
    await touchDemand(tx, ctx, before, ["converting"]);
    const ids = input.lines.map((line) => line.productSpecId);
    const known = ids.length > 0 ? await tx.select().from(sellableSpec).where(and(inArray(sellableSpec.id, ids), eq(sellableSpec.orgId, ctx.org.id))) : [];
    const productOf = new Map(known.map((spec) => [spec.id, spec.productId]));
    const rows = input.lines.map((line, at) => {
      const productId = productOf.get(line.productSpecId);
      if (!productId) throw invalid("demand.errors.incomplete", {}, { [`lines.${at}.productSpecId`]: "demand.errors.field.notSellable" });
      return { demandId: before.id, kind: "solution" as const, productId, productSpecId: line.productSpecId, quantity: line.quantity };
    });
    await tx.delete(demandLine).where(ofSolution(before.id));
    if (rows.length > 0) await tx.insert(demandLine).values(rows);
    await note(tx, ctx, before.id, { act: "edit_solution", detail: { lines: String(rows.length) } });
    audit(ctx, { noun: "demand", nounId: before.id, act: "demand.edit_solution", parties: [before.submitterOrgId], detail: { number: before.number, lines: rows.length } });
  });
}
