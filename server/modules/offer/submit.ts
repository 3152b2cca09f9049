import { eq, inArray, sql } from "drizzle-orm";
import { offer, offerLine } from "@/db/schema";
import { sellableSpec } from "@/db/views/sales";
import { type AskedLine, type Breach, breachesOf, listPrice, payableAt } from "@/lib/offer-price";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid, isDuplicate } from "@/server/kernel/errors";
import { announce } from "@/server/kernel/outbox";
import { seal } from "@/server/kernel/secrets";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { type DemandForOffer, demandForOffer, lockDemand } from "@/server/modules/demand";
import type { MakeInput } from "./contract";
import { hashOf, newToken, type OfferRecord, tellParties } from "./internal";
import { operatorOrgId } from "./read-desk";
import { discountKindOf, inForceAs, isValidity, shareFromDemand, validityOf } from "./rules";

type Line = Omit<typeof offerLine.$inferInsert, "offerId">;
type Quote = { lines: Line[]; breaches: Breach[]; sellerOrgId: string };

/** Prices every line by its specification as it stands, and finds what goes beyond the maker's authority. */
async function quote(tx: Tx, ctx: OrgCtx, input: MakeInput, demand: DemandForOffer | null): Promise<Quote> {
  const specs = await tx.select().from(sellableSpec).where(inArray(sellableSpec.id, input.lines.map((line) => line.productSpecId)));
  const specOf = new Map(specs.map((spec) => [spec.id, spec]));
  const asked: AskedLine[] = [];
  const problems: Record<string, string> = {};
  const sellers = new Set<string>();
  const lines = input.lines.flatMap((line, at): Line[] => {
    const spec = specOf.get(line.productSpecId);
    if (!spec || (ctx.org.kind === "seller" && spec.orgId !== ctx.org.id)) {
      problems[`lines.${at}.productSpecId`] = "offer.errors.field.notSellable";
      return [];
    }
    if (spec.periodType === "NONE" && line.periodNumber !== 1) problems[`lines.${at}.periodNumber`] = "offer.errors.field.onePeriod";
    sellers.add(spec.orgId);
    const ownAsk = ctx.org.kind === "partner" ? (line.shareBp ?? 0) : 0;
    const shareBp = demand?.partnerOrgId ? shareFromDemand(demand.shares, spec.productId, spec.maxShareBp) : ownAsk;
    if (ownAsk > spec.maxShareBp) problems[`lines.${at}.shareBp`] = "offer.errors.field.overMaximum";
    asked.push({ rateBp: line.rateBp, floorRateBp: spec.floorRateBp });
    const listFen = listPrice({ ...line, unitPrice: spec.unitPrice });
    const { productSpecId, quantity, periodNumber, rateBp } = line;
    return [{ productId: spec.productId, productSpecId, quantity, periodNumber, unitPrice: spec.unitPrice, rateBp, shareBp, listFen, amountFen: payableAt(listFen, rateBp) }];
  });
  if (sellers.size > 1) problems["lines"] = "offer.errors.field.oneSeller";
  const [sellerOrgId] = sellers;
  if (Object.keys(problems).length > 0 || !sellerOrgId) throw invalid("offer.errors.incomplete", {}, problems);
  return { lines, breaches: breachesOf(asked), sellerOrgId };
}

/** The demand the offer is made from: accepted by this seller, held by no other offer, for the same buyer. */
async function demandOf(ctx: OrgCtx, input: MakeInput): Promise<DemandForOffer | null> {
  if (!input.demandId) return null;
  const demand = await demandForOffer(ctx, input.demandId);
  if (demand.status === "offered") throw conflict("offer.errors.demandHeld", { number: demand.number });
  if (demand.customerAccount && demand.customerAccount !== input.buyerAccount) throw invalid("offer.errors.incomplete", {}, { buyerAccount: "offer.errors.field.otherAccount" });
  return demand;
}

async function insert(tx: Tx, ctx: OrgCtx, input: MakeInput, parts: Quote & { demand: DemandForOffer | null; startsAt: Date; endsAt: Date }): Promise<string> {
  const { rows } = await tx.execute<{ number: string }>(sql`select app.next_number('O') as number`);
  const token = newToken();
  const total = (of: (line: Line) => bigint) => parts.lines.reduce((sum, line) => sum + of(line), 0n);
  const [made] = await tx
    .insert(offer)
    .values({
      number: rows[0]?.number ?? "",
      orgId: ctx.org.id,
      sellerOrgId: parts.sellerOrgId,
      partnerOrgId: ctx.org.kind === "partner" ? ctx.org.id : (parts.demand?.partnerOrgId ?? null),
      demandId: parts.demand?.id ?? null,
      name: input.name,
      buyerAccount: input.buyerAccount,
      buyerName: input.buyerName,
      discountKind: discountKindOf(parts.breaches),
      status: "draft",
      tokenHash: hashOf(token),
      tokenSealed: seal(token),
      startsAt: parts.startsAt,
      endsAt: parts.endsAt,
      totalListFen: total((line) => line.listFen),
      totalFen: total((line) => line.amountFen),
      breaches: parts.breaches,
      terms: input.terms,
      createdBy: ctx.actor.kind === "person" ? ctx.actor.id : null,
      createdByName: ctx.actor.name,
    })
    .returning({ id: offer.id });
  if (!made) throw new Error("no offer was made");
  await tx.insert(offerLine).values(parts.lines.map((line) => ({ ...line, offerId: made.id })));
  return made.id;
}

async function submit(tx: Tx, ctx: OrgCtx, id: string, breaches: readonly Breach[], startsAt: Date): Promise<OfferRecord> {
  const now = businessNow();
  const to = breaches.length > 0 ? "review" : inForceAs(startsAt, now);
  const set = { submittedAt: now, decidedAt: to === "review" ? null : now };
  const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "submit", id, to, set, where: eq(offer.orgId, ctx.org.id) });
  if (row.demandId) await lockDemand(systemCtx("offer", ctx.requestId), row.demandId, row.id);
  const detail = { number: row.number, state: to, totalFen: row.totalFen, demandId: row.demandId, breaches: breaches.length };
  audit(ctx, { noun: "offer", nounId: row.id, act: "offer.submit", parties: [row.sellerOrgId, row.partnerOrgId], detail });
  await tellParties(tx, ctx, row, "submit");
  if (to === "review") {
    const orgId = await operatorOrgId(tx);
    const text = { number: row.number, name: row.name };
    if (orgId) await announce(tx, { orgId, roles: ["admin", "lead"], kind: "offer.review", values: text, path: `demands/offers/${row.id}`, noun: "offer", nounId: row.id, actionNeeded: "decide" });
  }
  return row;
}

/**
 * Makes and submits an exclusive offer, from an accepted demand or self-sourced. At or above the floor it is in force by
 * rule, below it waits for the operators. It is live from here on: its demand is locked, its name taken.
 */
export async function makeOffer(ctx: Ctx, input: MakeInput): Promise<{ id: string; number: string; status: string }> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  try {
    return await withTx(ctx, async (tx) => {
      const validity = validityOf(input.startsOn, input.endsOn, businessNow());
      if (!isValidity(validity)) throw invalid("offer.errors.incomplete", {}, validity);
      const demand = await demandOf(ctx, input);
      const quoted = await quote(tx, ctx, input, demand);
      const id = await insert(tx, ctx, input, { ...quoted, ...validity, demand });
      const row = await submit(tx, ctx, id, quoted.breaches, validity.startsAt);
      return { id: row.id, number: row.number, status: row.status };
    });
  } catch (error) {
    if (isDuplicate(error, "offer_live_name_key")) throw invalid("offer.errors.incomplete", {}, { name: "offer.errors.field.nameTaken" });
    if (isDuplicate(error, "offer_live_demand_key")) throw conflict("offer.errors.demandHeld", { number: "" });
    throw error;
  }
}
