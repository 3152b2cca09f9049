import { and, eq } from "drizzle-orm";
import { demand, demandCustomer, demandLine } from "@/db/schema";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withRead } from "@/server/kernel/tx";
import type { SolutionLine } from "./contract";
import { solutionOf } from "./read-detail";

export type DemandForOffer = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly status: string;
  /** The partner to be credited; null when the demand came from elsewhere. */
  readonly partnerOrgId: string | null;
  readonly customerName: string;
  readonly customerAccount: string | null;
  readonly solution: SolutionLine[];
  /** Share the partner asked for per product, basis points. */
  readonly shares: ReadonlyMap<string, number>;
};

/** What an offer needs of a demand that was accepted by the acting seller. */
export async function demandForOffer(ctx: Ctx, demandId: string): Promise<DemandForOffer> {
  authorize(ctx, "demand:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const [row] = await tx
      .select({ demand, customer: demandCustomer })
      .from(demand)
      .innerJoin(demandCustomer, eq(demandCustomer.demandId, demand.id))
      .where(and(eq(demand.id, demandId), eq(demand.sellerOrgId, ctx.org.id)));
    if (!row) throw notFound("demand");
    const lines = await tx.select().from(demandLine).where(and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "interest")));
    return {
      id: row.demand.id,
      number: row.demand.number,
      name: row.demand.name,
      status: row.demand.status,
      partnerOrgId: row.demand.source === "partner" ? row.demand.submitterOrgId : null,
      customerName: row.customer.customerName,
      customerAccount: row.customer.customerAccount,
      solution: await solutionOf(tx, ctx, demandId),
      shares: new Map(lines.map((line) => [line.productId, line.expectedShareBp ?? 0])),
    };
  });
}
