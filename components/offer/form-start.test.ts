import { describe, expect, it } from "vitest";
import { makeInput, type OfferDraft, type OfferStart, type QuotableSpec } from "@/server/modules/offer/contract";
import type { RenewalStart } from "@/server/modules/order/contract-renewal";
import { startFromDemand, startFromOffer, startFromProduct, startFromRenewal, startOfOwn } from "./form-start";

const today = "2026-11-23";
const [specA, specB, gone] = ["0190aaaa-0000-7000-8000-000000000001", "0190aaaa-0000-7000-8000-000000000002", "0190aaaa-0000-7000-8000-000000000009"];
const [one, many] = ["0190bbbb-0000-7000-8000-000000000001", "0190bbbb-0000-7000-8000-000000000002"];
const demandId = "0190cccc-0000-7000-8000-000000000001";
const spec = (id: string, productId: string) => ({ id, productId, productName: "工单", name: "标准版", maxShareBp: 1500 }) as QuotableSpec;
const specs = [spec(specA, one), spec(specB, many), spec("0190aaaa-0000-7000-8000-000000000003", many)];

const draft: OfferDraft = {
  offerId: "0190dddd-0000-7000-8000-000000000001",
  number: "O-20261001-00001",
  revision: 2,
  demandId,
  demandNumber: "D-20261001-00001",
  name: "旧优惠",
  buyerAccount: "hwc-1",
  buyerName: "客户",
  startsOn: "2026-10-01",
  endsOn: "2026-10-15",
  terms: "一次付清",
  specialReason: undefined,
  lines: [{ productSpecId: specA, quantity: 3, periodNumber: 2, rateBp: 8800 }],
  shares: { [one]: 800 },
  hindrance: null,
};
const again = { amends: false, today, specs, productNames: ["工单"] };

describe("an earlier offer", () => {
  it("starts with its content, its demand and a validity that begins today", () => {
    const start = startFromOffer(draft, again);
    expect(start.values).toMatchObject({ demandId, buyerAccount: "hwc-1", terms: "一次付清", startsOn: today, endsOn: "2026-12-07", lines: draft.lines });
    expect(start).toMatchObject({ amends: null, shares: { [one]: 800 }, notes: [] });
    expect(makeInput.safeParse(start.values).success).toBe(true);
  });

  it("comes without its demand and that demand's customer where the demand takes no offer", () => {
    const hindrance = { why: "ended", number: "D-20261001-00001", status: "closed_lost" } as const;
    const start = startFromOffer({ ...draft, hindrance }, again);
    expect(start.values).toMatchObject({ demandId: undefined, buyerAccount: "", buyerName: "", terms: "一次付清", lines: draft.lines });
    expect(start).toMatchObject({ shares: null, notes: [{ kind: "withoutDemand", hindrance }] });
  });

  it("names the products that are no longer sold, once each, and leaves their choice open", () => {
    const lines = [...draft.lines, { productSpecId: gone, quantity: 1, periodNumber: 1, rateBp: 9000 }, { productSpecId: gone, quantity: 2, periodNumber: 1, rateBp: 9000 }];
    const start = startFromOffer({ ...draft, lines }, { ...again, productNames: ["工单", "停售", "停售"] });
    expect(start.values.lines.map((line) => line.productSpecId)).toEqual([specA, "", ""]);
    expect(start.notes).toEqual([{ kind: "productsGone", names: ["停售"] }]);
    expect(start.values.lines[2]).toEqual({ productSpecId: "", quantity: 2, periodNumber: 1, rateBp: 9000 });
  });
});

describe("a demand", () => {
  const demand: OfferStart = { demandId, demandNumber: "D-1", demandName: "需".repeat(90), buyerName: "客户", buyerAccount: null, lines: [{ productSpecId: specA, productName: "工单", quantity: 4 }], wanted: [one, many], shares: {} };

  it("brings its customer and its solution", () => {
    const start = startFromDemand(demand, specs, today);
    expect(start.values).toMatchObject({ demandId, name: "工单 2026-11-23–2026-12-07", buyerName: "客户", buyerAccount: "", lines: [{ productSpecId: specA, quantity: 4, periodNumber: 1, rateBp: 10_000 }] });
    expect(start).toMatchObject({ shares: null, notes: [] });
  });

  it("without a solution begins with a line for each product it asks for, else with an empty one", () => {
    const start = startFromDemand({ ...demand, lines: [] }, specs, today);
    expect(start.values.lines.map((line) => line.productSpecId)).toEqual([specA, ""]);
    expect(start).toMatchObject({ productIds: [one, many], values: { name: "工单 2026-11-23–2026-12-07" } });
    expect(startFromDemand({ ...demand, lines: [], wanted: [gone] }, specs, today)).toMatchObject({ productIds: [], values: { name: "", lines: startOfOwn(today).values.lines } });
  });
});

describe("a product", () => {
  it("with one specification is chosen whole; with several its specification is left open", () => {
    expect(startFromProduct(one, specs, today)).toMatchObject({ productIds: [one], values: { lines: [{ productSpecId: specA }] }, notes: [] });
    expect(startFromProduct(many, specs, today)).toMatchObject({ productIds: [many], values: { lines: [{ productSpecId: "" }] }, notes: [] });
  });

  it("that may not be quoted is said", () => {
    expect(startFromProduct(gone, specs, today)).toMatchObject({ productIds: [], values: startOfOwn(today).values, notes: [{ kind: "productClosed" }] });
  });
});

describe("a renewal", () => {
  const renewal: RenewalStart = { id: "0190eeee-0000-7000-8000-000000000001", orderNumber: "CS1", productId: one, productSpecId: specA, productName: "工单", customerName: "客户", customerAccount: "hwc-9", quantity: 5, periodNumber: 3, rateBp: 9000, expiresAt: "2026-12-24T00:00:00.000Z", rule: "inherits", creditedName: "灯塔", shareBp: 1000, creditsUs: true };

  it("offers a partner's customer the same again, with the share the renewal credits", () => {
    const { values, notes } = startFromRenewal(renewal, specs, { today, asksShare: true });
    expect(values).toMatchObject({ name: "工单 2026-11-23–2026-12-24", endsOn: "2026-12-24", buyerAccount: "hwc-9", buyerName: "客户", lines: [{ productSpecId: specA, quantity: 5, periodNumber: 3, rateBp: 9000, shareBp: 1000 }] });
    expect(startFromRenewal({ ...renewal, expiresAt: "2029-01-01T00:00:00.000Z" }, specs, { today, asksShare: true }).values.endsOn).toBe("2027-11-23");
    expect(notes).toEqual([]);
  });

  it("never asks for more share than the product allows now, nor for another's", () => {
    const lineOf = (change: Partial<RenewalStart>) => startFromRenewal({ ...renewal, ...change }, specs, { today, asksShare: true }).values.lines[0];
    expect(lineOf({ shareBp: 2500 })?.shareBp).toBe(1500);
    expect(lineOf({ creditsUs: false })).not.toHaveProperty("shareBp");
    expect(lineOf({ shareBp: null, rule: "nobody" })).not.toHaveProperty("shareBp");
  });

  it("tells a seller whom it credits, without a share of its own", () => {
    const { values, notes } = startFromRenewal({ ...renewal, creditsUs: false }, specs, { today, asksShare: false });
    expect(notes).toEqual([{ kind: "renewalCredits", name: "灯塔", shareBp: 1000 }]);
    expect(values.lines[0]).not.toHaveProperty("shareBp");
  });

  it("of a specification no longer sold keeps the product, if that is sold", () => {
    const other = startFromRenewal({ ...renewal, productSpecId: gone, productId: many }, specs, { today, asksShare: true });
    expect(other).toMatchObject({ productIds: [many], notes: [{ kind: "productsGone", names: ["工单"] }] });
    expect(startFromRenewal({ ...renewal, productSpecId: null, productId: gone }, specs, { today, asksShare: true })).toMatchObject({ productIds: [], values: { lines: [{ productSpecId: "", quantity: 5 }] } });
  });
});
