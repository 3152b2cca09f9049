import { describe, expect, test } from "vitest";
import { LOCALES } from "./locale";
import { named } from "./names";

const [chinese, english] = [{ locale: "zh-CN" }, { locale: "en" }] as const;

describe("a name", () => {
  test("is in the reader's language", () => {
    expect(named(chinese, "协同办公", "Workplace")).toBe("协同办公");
    expect(named(english, "协同办公", "Workplace")).toBe("Workplace");
  });

  test("is in the other language where the reader's has none", () => {
    expect(named(english, "协同办公", "")).toBe("协同办公");
    expect(named(english, "协同办公", null)).toBe("协同办公");
    expect(named(chinese, "", "Workplace")).toBe("Workplace");
    expect(named(chinese, null, "Workplace")).toBe("Workplace");
  });

  test("stays missing where there is none at all", () => {
    for (const locale of LOCALES) {
      expect(named({ locale }, null, null)).toBeNull();
      expect(named({ locale }, "", null)).toBe("");
    }
  });
});
