import { and, eq } from "drizzle-orm";
import { demand, demandCustomer, demandLine } from "@/db/schema";
import { demandLifecycle, type DemandState } from "@/lib/states/demand";
import { allows } from "@/lib/states/lifecycle";
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

/** Why no offer can be made from a demand now: another holds it, it ended, it was not accepted yet, or it is no longer the seller's. */
export type DemandHindrance = { readonly why: "held" | "ended" | "early" | "gone"; readonly number: string; readonly status: DemandState | null };

/**
 * Null while the acting seller may make an offer from the demand. One it has nothing to do with (any more) is `gone`, without a number:
 * whether it exists at all is not told.
 */
export async function demandHindrance(ctx: Ctx, demandId: string): Promise<DemandHindrance | null> {
  authorize(ctx, "demand:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const [row] = await tx
      .select({ number: demand.number, status: demand.status, released: demandCustomer.demandId })
      .from(demand)
      .leftJoin(demandCustomer, eq(demandCustomer.demandId, demand.id))
      .where(and(eq(demand.id, demandId), eq(demand.sellerOrgId, ctx.org.id)));
    if (!row) return { why: "gone", number: "", status: null };
    const status = row.status as DemandState;
    if (allows(demandLifecycle, "lock", status) && row.released) return null;
    return { why: status === "offered" ? "held" : status === "pending" ? "early" : "ended", number: row.number, status };
  });
}

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
