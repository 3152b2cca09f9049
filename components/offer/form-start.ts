import { addDays, businessDay } from "@/lib/dates";
import type { MakeInput, OfferDraft, OfferStart, QuotableSpec } from "@/server/modules/offer/contract";
import type { RenewalRow } from "@/server/modules/order/contract-renewal";

/** What the form starts with: empty, a demand's, or an earlier offer's. */
export type FormStart = {
  values: MakeInput;
  /** The offer whose place the new version takes. */
  amends: { id: string; revision: number } | null;
  /** The partner's share by product as a demand brings it, basis points; null when there is none. */
  shares: Record<string, number> | null;
};

const usualDays = 14;
const emptyLine = { productSpecId: "", quantity: 1, periodNumber: 1, rateBp: 10_000 };
const lastDay = (today: string) => addDays(businessDay(today), usualDays);

/** A seller's or partner's own sale: nothing but the usual validity. */
export function startOfOwn(today: string): FormStart {
  return { values: { name: "", buyerAccount: "", buyerName: "", startsOn: today, endsOn: lastDay(today), terms: "", specialReason: "", lines: [emptyLine] }, amends: null, shares: null };
}

/** The demand's customer and the lines its solution holds. */
export function startFromDemand(demand: OfferStart, today: string): FormStart {
  const { values } = startOfOwn(today);
  const lines = demand.lines.map((line) => ({ ...emptyLine, ...line }));
  return {
    values: { ...values, demandId: demand.demandId, name: demand.demandName.slice(0, 80), buyerAccount: demand.buyerAccount ?? "", buyerName: demand.buyerName, lines: lines.length > 0 ? lines : values.lines },
    amends: null,
    shares: Object.keys(demand.shares).length > 0 ? demand.shares : null,
  };
}

type Renewal = Pick<RenewalRow, "customerAccount" | "customerName" | "productName" | "specName" | "quantity">;

/** What runs out, offered again to the same customer at list price; the specification is found by its name among those on sale. */
export function startFromRenewal(renewal: Renewal, specs: readonly QuotableSpec[], today: string): FormStart {
  const { values, ...rest } = startOfOwn(today);
  const spec = specs.find((one) => one.productName === renewal.productName && one.name === renewal.specName);
  const lines = [{ ...emptyLine, productSpecId: spec?.id ?? "", quantity: renewal.quantity }];
  return { ...rest, values: { ...values, buyerAccount: renewal.customerAccount, buyerName: renewal.customerName, name: `${renewal.productName} · ${renewal.customerName}`.slice(0, 80), lines } };
}

/** An earlier offer's content; a validity that has passed begins today and lasts as usual. */
export function startFromOffer({ offerId, revision, number: _number, demandNumber: _demand, shares, ...content }: OfferDraft, { amends, today }: { amends: boolean; today: string }): FormStart {
  const startsOn = content.startsOn < today ? today : content.startsOn;
  const endsOn = content.endsOn < startsOn ? lastDay(startsOn) : content.endsOn;
  return {
    values: { ...content, specialReason: content.specialReason ?? "", startsOn, endsOn },
    amends: amends ? { id: offerId, revision } : null,
    shares: content.demandId && Object.keys(shares).length > 0 ? shares : null,
  };
}
