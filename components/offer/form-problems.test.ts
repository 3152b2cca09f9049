import { describe, expect, it } from "vitest";
import { makeInput, type MakeInput } from "@/server/modules/offer/contract";
import { formProblems } from "./form-problems";

const spec = "0190aaaa-0000-7000-8000-000000000001";
const line = { productSpecId: spec, quantity: 1, periodNumber: 1, rateBp: 9000 };
const filled: MakeInput = { name: "优惠", buyerAccount: "hwc-1", buyerName: "", startsOn: "2026-11-23", endsOn: "2026-12-07", terms: "", specialReason: "", lines: [line] };
const known = { today: "2026-11-23", needsReason: false, account: null };

describe("what the page knows to be wrong", () => {
  it("is nothing in a form filled in", () => expect(formProblems(filled, { ...known, account: "hwc-1" })).toEqual({}));

  it("is said all at once", () => {
    const wrong = { ...filled, startsOn: "2026-11-01", endsOn: "2026-10-01", lines: [line, { ...line, productSpecId: "" }] };
    expect(formProblems(wrong, { ...known, needsReason: true, account: "hwc-2" })).toEqual({
      startsOn: "errors.field.past",
      endsOn: "offer.errors.field.endsBeforeStart",
      buyerAccount: "offer.errors.field.otherAccount",
      "lines.1.productSpecId": "offer.errors.field.chooseSpec",
      specialReason: "errors.field.required",
    });
  });

  it("is a validity longer than a year, to the day", () => {
    expect(formProblems({ ...filled, endsOn: "2027-11-23" }, known)).toEqual({});
    expect(formProblems({ ...filled, endsOn: "2027-11-24" }, known)).toEqual({ endsOn: "offer.errors.field.tooLong" });
    expect(formProblems({ ...filled, endsOn: "" }, known)).toEqual({});
  });
});

describe("a figure that cannot be", () => {
  const said = (change: object) => makeInput.safeParse({ ...filled, lines: [{ ...line, ...change }] }).error?.issues.map(({ message }) => message);
  it.each([
    [{ rateBp: 0 }, "offer.errors.field.rate"],
    [{ rateBp: 10_001 }, "offer.errors.field.rate"],
    [{ rateBp: Number.NaN }, "offer.errors.field.rate"],
    [{ rateBp: undefined }, "errors.field.required"],
    [{ quantity: "-1" }, "offer.errors.field.whole"],
    [{ quantity: "1.5" }, "offer.errors.field.whole"],
    [{ quantity: "" }, "errors.field.required"],
    [{ quantity: 100_001 }, "errors.field.range"],
  ])("%j is named for what it is", (change, message) => expect(said(change)).toEqual([message]));
});
