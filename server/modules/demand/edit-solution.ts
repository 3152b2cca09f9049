import { and, eq, inArray, isNull } from "drizzle-orm";
import { demandCustomer, demandLine } from "@/db/schema";
import { sellableSpec } from "@/db/views/sales";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, invalid } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { SolutionInput } from "./contract";
import { note } from "./events";
import { lockDemandRow } from "./internal";
import { touchDemand } from "./log-progress";

/** Replaces the solution's lines and completes a blank customer account; refused while an offer locks the demand. */
export async function editSolution(ctx: Ctx, input: SolutionInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await lockDemandRow(tx, ctx, input.demandId);
    if (before.status === "offered") throw conflict("demand.errors.lockedByOffer");
    await touchDemand(tx, ctx, before, ["converting"]);
    const ids = input.lines.map((line) => line.productSpecId);
    const known = ids.length > 0 ? await tx.select().from(sellableSpec).where(and(inArray(sellableSpec.id, ids), eq(sellableSpec.orgId, ctx.org.id))) : [];
    const productOf = new Map(known.map((spec) => [spec.id, spec.productId]));
    const rows = input.lines.map((line, at) => {
      const productId = productOf.get(line.productSpecId);
      if (!productId) throw invalid("demand.errors.incomplete", {}, { [`lines.${at}.productSpecId`]: "demand.errors.field.notSellable" });
      return { demandId: before.id, kind: "solution" as const, productId, productSpecId: line.productSpecId, quantity: line.quantity };
    });
    await tx.delete(demandLine).where(and(eq(demandLine.demandId, before.id), eq(demandLine.kind, "solution")));
    if (rows.length > 0) await tx.insert(demandLine).values(rows);
    if (input.customerAccount) {
      await tx.update(demandCustomer).set({ customerAccount: input.customerAccount }).where(and(eq(demandCustomer.demandId, before.id), isNull(demandCustomer.customerAccount)));
    }
    await note(tx, ctx, before.id, { act: "edit_solution", detail: { lines: String(rows.length) } });
    audit(ctx, { noun: "demand", nounId: before.id, act: "demand.edit_solution", parties: [before.submitterOrgId], detail: { number: before.number, lines: rows.length } });
  });
}
