import { addDays, businessDay, toBusinessDay } from "@/lib/dates";
import type { Hindrance, MakeInput, OfferDraft, OfferStart, QuotableSpec } from "@/server/modules/offer/contract";
import type { RenewalStart } from "@/server/modules/order/contract-renewal";

/** What the maker is told above the form about what it starts with. */
export type StartNote =
  | { readonly kind: "withoutDemand"; readonly hindrance: Hindrance }
  | { readonly kind: "productsGone"; readonly names: readonly string[] }
  | { readonly kind: "productClosed" }
  | { readonly kind: "renewalCredits"; readonly name: string; readonly shareBp: number };

/** What the form starts with: empty, a product, a demand's, a renewal's or an earlier offer's. */
export type FormStart = {
  values: MakeInput;
  /** The product each line begins with, where its specification is still to be chosen. */
  productIds: (string | null)[];
  /** The offer whose place the new version takes. */
  amends: { id: string; revision: number } | null;
  /** The partner's share by product as a demand brings it, basis points; null when there is none. */
  shares: Record<string, number> | null;
  notes: StartNote[];
};

const usualDays = 14;
const emptyLine = { productSpecId: "", quantity: 1, periodNumber: 1, rateBp: 10_000 };
const lastDay = (today: string) => addDays(businessDay(today), usualDays);
const sharesOf = (shares: Record<string, number>) => (Object.keys(shares).length > 0 ? shares : null);

/** A specification that may not be quoted (any more) leaves its line, whose product is named. */
function choosable<Line extends { productSpecId: string }>(lines: readonly (Line & { productName: string })[], specs: readonly QuotableSpec[]): { lines: Omit<Line, "productName">[]; notes: StartNote[] } {
  const isSold = (id: string) => specs.some((spec) => spec.id === id);
  const names = [...new Set(lines.flatMap((line) => (isSold(line.productSpecId) ? [] : [line.productName])))];
  return {
    lines: lines.map(({ productName: _name, ...line }) => ({ ...line, productSpecId: isSold(line.productSpecId) ? line.productSpecId : "" })),
    notes: names.length > 0 ? [{ kind: "productsGone", names }] : [],
  };
}

/** A seller's or partner's own sale: nothing but the usual validity. */
export function startOfOwn(today: string): FormStart {
  const values = { name: "", buyerAccount: "", buyerName: "", startsOn: today, endsOn: lastDay(today), terms: "", specialReason: "", lines: [emptyLine] };
  return { values, productIds: [], amends: null, shares: null, notes: [] };
}

/** A line of this product at list price; the only specification it has is chosen as well. Null when it may not be quoted. */
function lineOf(productId: string, specs: readonly QuotableSpec[]): { line: typeof emptyLine; name: string } | null {
  const found = specs.filter((spec) => spec.productId === productId);
  const [first] = found;
  return first ? { line: { ...emptyLine, productSpecId: found.length === 1 ? first.id : "" }, name: first.productName } : null;
}

/** What the customer reads above the price: the product and the days it holds, nothing of one's own. */
const nameFor = (productName: string, { startsOn, endsOn }: Pick<MakeInput, "startsOn" | "endsOn">) => (productName === "" ? "" : `${productName.slice(0, 56)} ${startsOn}–${endsOn}`);

/** An own sale of this product. */
export function startFromProduct(productId: string, specs: readonly QuotableSpec[], today: string): FormStart {
  const start = startOfOwn(today);
  const found = lineOf(productId, specs);
  if (!found) return { ...start, notes: [{ kind: "productClosed" }] };
  return { ...start, productIds: [productId], values: { ...start.values, name: nameFor(found.name, start.values), lines: [found.line] } };
}

/** The demand's customer and the lines its solution holds; without a solution, a line for each product asked for. */
export function startFromDemand(demand: OfferStart, specs: readonly QuotableSpec[], today: string): FormStart {
  const start = startOfOwn(today);
  const { lines: solved, notes } = choosable(demand.lines.map((line) => ({ ...emptyLine, ...line })), specs);
  const wanted = solved.length > 0 ? [] : demand.wanted.flatMap((id) => ({ id, found: lineOf(id, specs) })).filter(({ found }) => found !== null);
  const lines = solved.length > 0 ? solved : wanted.flatMap(({ found }) => found?.line ?? []);
  const name = nameFor(demand.lines[0]?.productName ?? wanted[0]?.found?.name ?? "", start.values);
  const values = { ...start.values, demandId: demand.demandId, name, buyerAccount: demand.buyerAccount ?? "", buyerName: demand.buyerName };
  return { ...start, values: { ...values, lines: lines.length > 0 ? lines : start.values.lines }, productIds: wanted.map(({ id }) => id), shares: sharesOf(demand.shares), notes };
}

/**
 * What runs out, offered again to the same customer at the rate it has, usable until the day it runs out. A partner that the
 * renewal credits starts with the share it has, as far as the product still allows; a seller is told whom it credits.
 */
export function startFromRenewal(renewal: RenewalStart, specs: readonly QuotableSpec[], { today, asksShare }: { today: string; asksShare: boolean }): FormStart {
  const start = startOfOwn(today);
  const { quantity, periodNumber, rateBp, productName, customerName, customerAccount, shareBp, creditedName } = renewal;
  const spec = specs.find((one) => one.id === renewal.productSpecId);
  const share = asksShare && renewal.creditsUs && shareBp !== null && spec ? { shareBp: Math.min(shareBp, spec.maxShareBp) } : {};
  const { lines, notes } = choosable([{ ...emptyLine, productSpecId: renewal.productSpecId ?? "", productName, quantity, periodNumber, rateBp, ...share }], specs);
  const credit: StartNote[] = !asksShare && creditedName && shareBp !== null ? [{ kind: "renewalCredits", name: creditedName, shareBp }] : [];
  const days = { startsOn: today, endsOn: lastDayOf(renewal.expiresAt, today) };
  const values = { ...start.values, ...days, name: nameFor(productName, days), buyerAccount: customerAccount, buyerName: customerName, lines };
  return { ...start, values, productIds: !spec && specs.some((one) => one.productId === renewal.productId) ? [renewal.productId] : [], notes: [...notes, ...credit] };
}

/** The day something runs out, at most a year from today. */
function lastDayOf(expiresAt: string, today: string): string {
  const [day, most] = [toBusinessDay(new Date(expiresAt)), addDays(businessDay(today), 365)];
  return day < most ? day : most;
}

type Again = { readonly amends: boolean; readonly today: string; readonly specs: readonly QuotableSpec[]; readonly productNames: readonly string[] };

/**
 * An earlier offer's content; a validity that has passed begins today and lasts as usual. Where its demand can take no
 * offer now, the terms come without the demand and without its customer.
 */
export function startFromOffer(draft: OfferDraft, { amends, today, specs, productNames }: Again): FormStart {
  const { offerId, revision, number: _number, demandNumber: _demand, shares, hindrance, ...content } = draft;
  const startsOn = content.startsOn < today ? today : content.startsOn;
  const endsOn = content.endsOn < startsOn ? lastDay(startsOn) : content.endsOn;
  const { lines, notes } = choosable(content.lines.map((line, at) => ({ ...line, productName: productNames[at] ?? "" })), specs);
  const own = hindrance ? { demandId: undefined, buyerAccount: "", buyerName: "" } : {};
  return {
    values: { ...content, specialReason: content.specialReason ?? "", startsOn, endsOn, lines, ...own },
    productIds: [],
    amends: amends ? { id: offerId, revision } : null,
    shares: content.demandId && !hindrance ? sharesOf(shares) : null,
    notes: [...(hindrance ? [{ kind: "withoutDemand", hindrance } as const] : []), ...notes],
  };
}
