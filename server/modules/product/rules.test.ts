import { describe, expect, test } from "vitest";
import { completeSteps, emptyDraft, stepDrafts } from "./contract";
import { completenessOf, findingsOf, needsCertificate, taxItemOf, wholeDraft } from "./rules";

const facts = { certified: true, interfaceIds: [], certificate: null, reused: false, otherNames: [] };
const spec = { name: "标准版", nameEn: "", chargingMode: "PERIOD" as const, periodType: "YEAR" as const, unitPrice: "12" };
const full = {
  type: { productClass: "co_sell" as const, deliveryMode: "service" as const, supervised: false },
  basics: { name: "上云服务", nameEn: "", category: "服务", overview: "短", description: "长".repeat(400) },
  pricing: { specs: [spec], maxShareBp: 1000, floorRateBp: 8500 },
  certificate: { regNo: "" },
};
const codes = (draft: Parameters<typeof findingsOf>[0], more = {}) => findingsOf(draft, { ...facts, ...more }).map(({ code, field }) => `${field} ${code}`);

describe("drafts", () => {
  test("a stored draft of another form begins anew where it does not fit", () => {
    expect(wholeDraft({ basics: { name: 7 }, pricing: full.pricing })).toEqual({ ...emptyDraft, pricing: full.pricing });
  });
  test("empty choices are no choice; foreign words are refused", () => {
    expect(stepDrafts.type.parse({ productClass: "", deliveryMode: "", interfaceId: "", supervised: false })).toEqual({ supervised: false });
    expect(stepDrafts.type.safeParse({ productClass: "platform", supervised: false }).success).toBe(false);
  });
  test.each(["0", "0.000", "-1", "1.2345678", "1e5", "", "十二"])("a price of «%s» is none", (unitPrice) => {
    expect(completeSteps.pricing.safeParse({ ...full.pricing, specs: [{ ...spec, unitPrice }] }).success).toBe(false);
  });
});

describe("what a reviewer would refuse", () => {
  test("a complete one is clean, an empty one is not", () => {
    expect(findingsOf(full, facts)).toEqual([]);
    expect(completenessOf(findingsOf(emptyDraft, facts))).toEqual({ done: 0, total: 4 });
  });
  test("a period must fit its charging mode, names must differ", () => {
    const specs = [{ ...spec, name: "单次", chargingMode: "ONE_TIME" as const }, spec];
    expect(codes({ ...full, pricing: { ...full.pricing, specs } })).toEqual(["specs.0.periodType product.errors.field.periodOfCharging"]);
    expect(codes({ ...full, pricing: { ...full.pricing, specs: [spec, spec] } })).toEqual(["specs product.errors.field.sameSpec"]);
  });
  test("texts: superlatives, links, phones, versions, taken names", () => {
    const basics = { ...full.basics, name: "上云服务 V2.0", overview: "国家级，拨打13812345678", description: `${"长".repeat(400)} https://x.test` };
    expect(codes({ ...full, basics })).toEqual(["name product.finding.nameVersion", "overview product.finding.superlative", "overview product.finding.phone", "description product.finding.link"]);
    expect(codes(full, { otherNames: ["上云服务"] })).toEqual(["name product.finding.nameTaken"]);
  });
  test("a vanished interface and an uncertified company block", () => {
    const gone = { ...full, type: { ...full.type, interfaceId: "01890000-0000-7000-8000-000000000000" } };
    expect(codes(gone, { certified: false })).toEqual(["company product.finding.notCertified", "interfaceId product.finding.interfaceGone"]);
  });
});

describe("terms", () => {
  test("tax item by delivery and charging", () => {
    expect(taxItemOf("hardware", ["ONE_TIME"])).toBe("hardware");
    expect(taxItemOf("license", ["ONE_TIME"])).toBe("software");
    expect(taxItemOf("license", ["ONE_TIME", "PERIOD"])).toBe("service");
    expect(taxItemOf("saas", ["ONE_TIME"])).toBe("service");
  });
  test("software needs a certificate, services do not", () => {
    expect(["saas", "license", "container"].map(needsCertificate)).toEqual([true, true, true]);
    expect(["service", "hardware", "data"].map(needsCertificate)).toEqual([false, false, false]);
  });
});
