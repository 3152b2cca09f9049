import { describe, expect, test } from "vitest";
import type { Locale } from "@/lib/locale";
import { bothNames } from "@/lib/names";
import { textOf } from "@/server/adapters/messages";
import { factsOf } from "./facts";

const speech = (locale: Locale) => ({ locale, textOf: (key: string) => textOf(locale, key) });
const said = (locale: Locale, noun: string, detail: Record<string, unknown>, label: string | null = null) =>
  Object.fromEntries(factsOf(speech(locale), { noun, label, detail }).map(({ term, value }) => [term, value]));

describe("what was kept of an act", () => {
  test("says names, states, reasons, amounts and instants in the reader's language", () => {
    const kept = { number: "D-1", sellerOrgId: "01a20767-3259-715b-88b2-f95ba7322aee", ...bothNames("seller", "澜舟软件", "Lantern"), due: "2026-11-25T01:08:59.677Z" };
    expect(said("en", "demand", kept, "D-1")).toEqual({ Seller: "Lantern", Due: "25 Nov 2026, 09:08" });
    expect(said("zh-CN", "demand", kept, "D-1")).toEqual({ 商家: "澜舟软件", 期限: "2026年11月25日 09:08" });
    expect(said("en", "demand", { reason: "no_budget" })["Reason"]).toBe(textOf("en", "demand.lostReason.no_budget"));
    expect(said("zh-CN", "offer", { reason: "wrong_recipient", state: "effective", totalFen: "123456", breaches: 0 })).toEqual({ 原因: textOf("zh-CN", "offer.declineReason.wrong_recipient"), 状态: "已生效", 合计: "¥ 1,234.56", 超出授权: "0" });
    expect(said("en", "rule", { name: "demand.accept", days: 3, unit: "workday" })).toMatchObject({ Name: textOf("en", "limit.name.demand.accept"), Days: "3" });
  });

  test("says lists and answers as words", () => {
    expect(said("en", "org", { roles: ["owner", "sales"] })["Roles"]).toBe([textOf("en", "org.role.seller.owner"), textOf("en", "org.role.seller.sales")].join(", "));
    expect(said("en", "demand", { answers: { need: "yes", budget: "no" } })["Verified"]).toBe("Real need Yes, Budget No");
    expect(said("en", "application", { reasons: "illegible, other" })["Reasons"]).toContain(textOf("en", "review.reason.illegible"));
    expect(said("en", "offer", { internal: true, note: null, former: "" })).toEqual({ Internal: "yes" });
  });

  test("keeps ids and filters for the sheet", () => {
    const plain = factsOf(speech("en"), { noun: "demand", label: null, detail: { offerId: "01a20767-3259-715b-88b2-f95ba7322aee", filter: { status: ["won"] }, products: 2 } }).filter((fact) => fact.plain);
    expect(plain.map(({ key }) => key)).toEqual(["products"]);
  });
});
