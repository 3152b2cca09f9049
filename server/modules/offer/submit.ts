import { approversOf, type Breach, deepestOf } from "@/lib/offer-price";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict, invalid, isDuplicate } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { type DemandForOffer, demandForOffer, lockDemand } from "@/server/modules/demand";
import { approvalLimits } from "@/server/modules/rule";
import type { MakeInput } from "./contract";
import type { OfferRecord } from "./internal";
import { type Priced, type PricedLine, priceLines } from "./price-lines";
import { isValidity, validityOf } from "./rules";
import { type LineValues, type NewOffer, submitDraft, writeDraft } from "./write";

/** What `make` and `amend` answer: where to go, and what became of it. */
export type Made = { readonly id: string; readonly number: string; readonly status: string };

/** The demand the offer is made from: accepted by this seller, held by no other offer. */
async function demandOf(ctx: OrgCtx, input: MakeInput, before: OfferRecord | undefined): Promise<DemandForOffer | null> {
  if (!input.demandId) return null;
  const demand = await demandForOffer(ctx, input.demandId);
  if (demand.status === "offered" && !before) throw conflict("offer.errors.demandHeld", { number: demand.number });
  return demand;
}

/** What is wrong with days, buyer, lines and a missing reason, all at once. */
function problemsIn(input: MakeInput, validity: ReturnType<typeof validityOf>, demand: DemandForOffer | null, priced: Priced): Record<string, string> {
  const days = isValidity(validity) ? {} : validity;
  const buyer: Record<string, string> = demand?.customerAccount && demand.customerAccount !== input.buyerAccount ? { buyerAccount: "offer.errors.field.otherAccount" } : {};
  const found = { ...days, ...buyer, ...priced.problems };
  const unargued = priced.breaches.length > 0 && !input.specialReason && Object.keys(found).length > 0;
  return unargued ? { ...found, specialReason: "offer.errors.field.specialReason" } : found;
}

const points = (bp: string | undefined) => String(Number(bp ?? 0) / 100);

/** Which line goes how far beyond what, and the way out. */
function reasonMissing({ line, code, values }: Breach): AppError {
  const field = { specialReason: "offer.errors.field.specialReason" };
  const where = { line: line + 1 };
  if (code === "BELOW_FLOOR_PRICE") return invalid("offer.errors.beyondFloorPrice", { ...where, price: values["price"] ?? "", floor: values["floor"] ?? "" }, field);
  return invalid("offer.errors.beyondAuthority", { ...where, rate: points(values["rate"]), points: points(values["beyond"]), limit: points(values["floor"]) }, field);
}

/** Beyond one's authority an offer needs a reason, and somebody who may approve that deep. */
async function checkBreaches(tx: Tx, lines: readonly PricedLine[], breaches: readonly Breach[], reason: string | undefined): Promise<void> {
  const [first] = breaches;
  const deepest = deepestOf(lines, breaches);
  if (!first || deepest === null) return;
  const limits = await approvalLimits(tx, businessNow());
  const line = lines.findIndex((one) => one.rateBp === deepest);
  if (approversOf(limits, deepest).length === 0) throw invalid("offer.errors.tooDeep", { line: line + 1, rate: deepest / 100, limit: Math.min(...limits.map(({ downToBp }) => downToBp)) / 100 }, { [`lines.${line}.rateBp`]: "offer.errors.field.tooDeep" });
  if (!reason) throw reasonMissing(first);
}

const valuesOf = (line: PricedLine): LineValues => ({
  productId: line.spec.productId,
  productSpecId: line.spec.id,
  quantity: line.quantity,
  periodNumber: line.periodNumber,
  unitPrice: line.spec.unitPrice,
  rateBp: line.rateBp,
  authorityBp: line.authority.rateBp,
  authorityId: line.authority.id,
  shareBp: line.shareBp,
  listFen: line.listFen,
  amountFen: line.amountFen,
});

/** Everything that must hold before an offer is written, from what its maker filled in. Throws what is wrong by field. */
export async function prepareOffer(tx: Tx, ctx: OrgCtx, input: MakeInput, before?: OfferRecord): Promise<NewOffer> {
  const validity = validityOf(input.startsOn, input.endsOn, businessNow());
  const demand = await demandOf(ctx, input, before);
  const priced = await priceLines(tx, ctx, input.lines, { demand, buyerAccount: input.buyerAccount });
  const lines = priced.lines.filter((line) => line !== null);
  const problems = problemsIn(input, validity, demand, priced);
  if (Object.keys(problems).length > 0 || !isValidity(validity) || !priced.sellerOrgId) throw invalid("offer.errors.incomplete", {}, problems);
  await checkBreaches(tx, lines, priced.breaches, input.specialReason);
  const { name, buyerAccount, buyerName, terms } = input;
  const partnerOrgId = ctx.org.kind === "partner" ? ctx.org.id : (demand?.partnerOrgId ?? null);
  const specialReason = priced.breaches.length > 0 ? (input.specialReason ?? null) : null;
  return { head: { sellerOrgId: priced.sellerOrgId, partnerOrgId, demandId: demand?.id ?? null, name, buyerAccount, buyerName, terms, specialReason, ...validity }, lines: lines.map(valuesOf), breaches: priced.breaches, before };
}

/** Names what a unique key refused: a live offer's name, or a demand another offer holds. */
export async function namingDuplicates<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error, "offer_live_name_key")) throw invalid("offer.errors.incomplete", {}, { name: "offer.errors.field.nameTaken" });
    if (isDuplicate(error, "offer_live_demand_key")) throw conflict("offer.errors.demandHeld", { number: "" });
    if (isDuplicate(error, "offer_supersedes_key") || isDuplicate(error, "offer_number_key")) throw conflict("offer.errors.changedSinceOpened");
    throw error;
  }
}

/**
 * Makes and submits an exclusive offer, from an accepted demand or self-sourced. Inside the maker's authority it is in force
 * by rule, beyond it waits for the desk with its reason. It is live from here on: its demand is locked, its name taken.
 */
export async function makeOffer(ctx: Ctx, input: MakeInput): Promise<Made> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return namingDuplicates(() =>
    withTx(ctx, async (tx) => {
      const prepared = await prepareOffer(tx, ctx, input);
      const id = await writeDraft(ctx, prepared);
      const row = await submitDraft(tx, ctx, id, { breaches: prepared.breaches, startsAt: prepared.head.startsAt });
      if (row.demandId) await lockDemand(systemCtx("offer", ctx.requestId), row.demandId, row.id);
      return { id: row.id, number: row.number, status: row.status };
    }),
  );
}
