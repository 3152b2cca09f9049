import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { setAuthority } from "@/server/modules/rule";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { type Listing, makeListing } from "@/testing/factories/demand";
import { filledOffer, makeOwnOffer } from "@/testing/factories/offer";
import { makeProduct } from "@/testing/factories/product";
import * as offers from ".";

const db = testDatabase();
let seller: MadeOrg;
let partner: MadeOrg;
let listing: Listing;
let people: { seller: Ctx; partner: Ctx; lead: Ctx; viewer: Ctx };

const one = (of: Listing, rateBp: number, change: { shareBp?: number; quantity?: number } = {}) => ({ productSpecId: of.specId, quantity: 1, periodNumber: 1, rateBp, ...change });

beforeAll(async () => {
  [seller, partner] = [await makeOrg("seller"), await makeOrg("partner")];
  await makeAgreement(partner);
  listing = await makeListing(seller);
  people = { seller: await personIn(seller, ["owner"]), partner: await personIn(partner, ["owner"]), lead: await personIn(await makeOrg("operator"), ["lead"]), viewer: await personIn(seller, ["viewer"]) };
});

describe("quoting", () => {
  it("says what a line breaches, what will happen, by when and who decides", async () => {
    const inside = await offers.quoteOffer(people.seller, { lines: [one(listing, 8000)] });
    expect(inside).toMatchObject({ outcome: "auto", approvers: [], dueAt: null, usualDays: 2, usualUnit: "workday", problems: {}, lines: [{ breaches: [], authority: { rateBp: 8000, scope: "floor" } }] });
    const beyond = await offers.quoteOffer(people.seller, { lines: [one(listing, 9000), one(listing, 7600)] });
    expect(beyond).toMatchObject({ outcome: "manual", approvers: ["lead", "admin"], lines: [{ breaches: [] }, { breaches: [{ line: 1, code: "BELOW_FLOOR", values: { rate: "7600", floor: "8000", beyond: "400" } }] }] });
    expect(new Date(beyond.dueAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(beyond.rules).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "approval", scope: "lead", value: { downToBp: 7000 } }), expect.objectContaining({ kind: "ratio", value: { bp: 7000, shareBorneBy: "platform" } })]));
    expect((await offers.quoteOffer(people.seller, { lines: [one(listing, 6500)] })).approvers).toEqual(["admin"]);
    expect(await offers.quoteOffer(people.seller, { lines: [one(listing, 3999)] })).toMatchObject({ outcome: "refused", approvers: [], problems: {} });
  });

  it("names what cannot be submitted by field and still prices the rest", async () => {
    const foreign = await makeListing(await makeOrg("seller"));
    const preview = await offers.quoteOffer(people.seller, { lines: [one(foreign, 9000), one(listing, 8500)] });
    expect(preview).toMatchObject({ outcome: "refused", problems: { "lines.0.productSpecId": "offer.errors.field.notSellable" }, lines: [null, { amountFen: "1020000" }], totals: { amountFen: "1020000" } });
  });

  it("reads only, and answers exactly what submitting then does", async () => {
    const other = await makeListing(seller, { unitPrice: "333.335", floorRateBp: 9000, maxShareBp: 700 });
    const before = await db.sql<{ n: number }>("select (select count(*) from offer)::int + (select count(*) from audit_entry)::int as n");
    const line = fc.record({ of: fc.constantFrom(listing, other), rateBp: fc.integer({ min: 3500, max: 10_000 }), quantity: fc.integer({ min: 1, max: 9 }), shareBp: fc.integer({ min: 0, max: 800 }) });
    await offers.quoteOffer(people.partner, { lines: [one(other, 8000)] });
    expect(await db.sql("select (select count(*) from offer)::int + (select count(*) from audit_entry)::int as n")).toEqual(before);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(line, { minLength: 1, maxLength: 3 }), async (bySeller, given) => {
        const maker = bySeller ? people.seller : people.partner;
        const lines = given.map(({ of, rateBp, quantity, shareBp }) => one(of, rateBp, { quantity, shareBp }));
        const filled = await filledOffer(maker, listing, { lines });
        const preview = await offers.quoteOffer(maker, { buyerAccount: filled.buyerAccount, lines });
        const made = await offers.makeOffer(maker, filled).catch((error: unknown) => error);
        if (made instanceof AppError) {
          expect(preview.outcome).toBe("refused");
          if (made.key === "offer.errors.incomplete") expect(made.fieldErrors).toEqual(preview.problems);
          return;
        }
        const detail = await offers.readOffer(people.lead, (made as { id: string }).id);
        expect(preview.outcome).toBe(detail.status === "effective" ? "auto" : "manual");
        expect(detail.breaches).toEqual(preview.lines.flatMap((row) => row?.breaches ?? []));
        expect([detail.totalListFen, detail.totalFen, detail.lines.map((row) => row.amountFen)]).toEqual([preview.totals.listFen, preview.totals.amountFen, preview.lines.map((row) => row?.amountFen)]);
        expect(detail.calculation?.totals.partnerFen).toBe(preview.totals.partnerFen);
        if (detail.status === "review") await expect(offers.makeOffer(maker, { ...filled, name: `${filled.name}²`, specialReason: undefined })).rejects.toMatchObject({ kind: "invalid", key: expect.stringMatching(/^offer\.errors\.beyond/), fieldErrors: { specialReason: "offer.errors.field.specialReason" } });
      }),
      { numRuns: 40 },
    );
  });
});

describe("a partner's authority", () => {
  it("is the most specific row, for this buyer, with its floor price and highest share", async () => {
    const own = await makeListing(seller, { maxShareBp: 1500, floorRateBp: 8800 });
    const quoted = async (rateBp: number, buyerAccount?: string, shareBp = 0) => {
      const preview = await offers.quoteOffer(people.partner, { buyerAccount, lines: [one(own, rateBp, { shareBp })] });
      return { outcome: preview.outcome, scope: preview.lines[0]?.authority?.scope, codes: preview.lines[0]?.breaches.map(({ code }) => code), problems: preview.problems, totals: preview.totals };
    };
    expect(await quoted(8700)).toMatchObject({ outcome: "manual", scope: "floor", codes: ["BELOW_FLOOR"] });
    await setAuthority(people.lead, { productId: own.productId, rateBp: 8500 });
    expect(await quoted(8500)).toMatchObject({ outcome: "auto", scope: "product" });
    expect(await quoted(8400)).toMatchObject({ outcome: "manual", codes: ["BELOW_AUTHORITY"] });
    await setAuthority(people.lead, { productId: own.productId, partnerOrgId: partner.id, customerAccount: "hwc-big", rateBp: 7000, floorUnitPrice: "9000", maxShareBp: 1000 });
    expect(await quoted(7500, "hwc-big")).toMatchObject({ outcome: "auto", scope: "customer" });
    expect(await quoted(7400, "hwc-big")).toMatchObject({ outcome: "manual", codes: ["BELOW_FLOOR_PRICE"] });
    expect(await quoted(7500, "hwc-small")).toMatchObject({ outcome: "manual", scope: "product" });
    expect(await quoted(7500, "hwc-big", 1001)).toMatchObject({ outcome: "refused", problems: { "lines.0.shareBp": "offer.errors.field.overMaximum" }, totals: { partnerFen: null, platformFen: null, sellerNetFen: null } });
    const made = await makeOwnOffer(people.partner, own, { buyerAccount: "hwc-big", lines: [one(own, 7500)] });
    expect(made.status).toBe("effective");
    expect(await offers.readOffer(people.partner, made.id)).toMatchObject({ discountKind: "partner_granted", lines: [{ authority: { rateBp: 7000, scope: "customer", floorUnitPrice: "9000.000000" } }] });
    await expect(makeOwnOffer(people.partner, own, { buyerAccount: "hwc-big", lines: [one(own, 7400)], specialReason: undefined })).rejects.toMatchObject({ key: "offer.errors.beyondFloorPrice", values: { line: 1, price: "8880", floor: "9000" } });
    expect((await offers.quotableSpecs(people.partner)).find((spec) => spec.productId === own.productId)).toMatchObject({ authority: { rateBp: 8500, scope: "product" }, floorRateBp: 8800, maxShareBp: 1500 });
  });

  it("covers platform products, which sellers may not quote; nobody quotes agency products", async () => {
    const classes = { platform: await makeProduct(seller, { productClass: "platform" }), generic: await makeProduct(seller, { productClass: "generic" }), curated: await makeProduct(seller, { productClass: "curated" }) };
    const problemsOf = async (who: Ctx, specId: string) => Object.values((await offers.quoteOffer(who, { lines: [{ productSpecId: specId, quantity: 1, periodNumber: 1, rateBp: 9000 }] })).problems);
    expect(await problemsOf(people.partner, classes.platform.specId)).toEqual([]);
    expect(await problemsOf(people.seller, classes.platform.specId)).toEqual(["offer.errors.field.notSellable"]);
    for (const of of [classes.generic, classes.curated]) for (const who of [people.seller, people.partner]) expect(await problemsOf(who, of.specId)).toEqual(["offer.errors.field.notSellable"]);
  });
});

describe("the calculation", () => {
  it("shows the seller everything, the partner its share alone, a partner's limits to the partner", async () => {
    const lines = [one(listing, 8500, { shareBp: 1000 })];
    expect((await offers.quoteOffer(people.partner, { lines })).totals).toEqual({ listFen: "1200000", amountFen: "1020000", sellerNetFen: null, partnerFen: "102000", platformFen: null, feeFen: null });
    const made = await makeOwnOffer(people.partner, listing, { lines });
    const [bySeller, byDesk, byPartner] = [await offers.readOffer(people.seller, made.id), await offers.readOffer(people.lead, made.id), await offers.readOffer(people.partner, made.id)];
    const whole = { listFen: "1200000", amountFen: "1020000", sellerNetFen: "714000", partnerFen: "102000", platformFen: "204000", feeFen: "0" };
    expect([bySeller.calculation?.totals, byDesk.calculation?.totals]).toEqual([whole, whole]);
    expect(byPartner.calculation?.totals).toMatchObject({ sellerNetFen: null, platformFen: null, partnerFen: "102000" });
    expect(JSON.stringify(byPartner.calculation?.rules)).not.toContain("ratio");
  });

  it("stays with an offer that was used as it was then, and with no other that is over", async () => {
    const of = await makeOrg("partner");
    await makeAgreement(of);
    const maker = await personIn(of, ["owner"]);
    const lines = [one(listing, 8500, { shareBp: 1000 })];
    const [used, revoked] = [await makeOwnOffer(maker, listing, { lines }), await makeOwnOffer(maker, listing, { lines })];
    await offers.useOffer(systemCtx("test"), { offerId: used.id, orderId: used.id });
    await offers.revokeOffer(maker, { offerId: revoked.id, note: "作废" });
    await db.sql("update agreement set valid_to = now() where org_id = $1", [of.id]);
    expect((await offers.quoteOffer(maker, { lines })).totals.partnerFen).toBe("0");
    expect((await offers.readOffer(people.seller, used.id)).calculation?.totals).toMatchObject({ amountFen: "1020000", sellerNetFen: "714000", partnerFen: "102000", platformFen: "204000" });
    expect((await offers.readOffer(people.seller, revoked.id)).calculation).toBeNull();
  });

  it("counts no share for a partner without an agreement, and says so", async () => {
    const loose = await personIn(await makeOrg("partner"), ["owner"]);
    const preview = await offers.quoteOffer(loose, { lines: [one(listing, 8500, { shareBp: 1000 })] });
    expect(preview.totals.partnerFen).toBe("0");
    expect(preview.rules).toContainEqual({ kind: "agreement", scope: "", value: { inForce: false }, validFrom: null });
  });

  it("is refused to who may not make offers", async () => {
    for (const who of [people.viewer, people.lead]) await expect(offers.quoteOffer(who, { lines: [one(listing, 8500)] })).rejects.toMatchObject({ kind: "forbidden" });
  });
});
