import { expect, test } from "vitest";
import { bothNames, listed } from "./names";
import { told, toldText } from "./told";

const [chinese, english] = [{ locale: "zh-CN" }, { locale: "en" }] as const;
const kept = { number: "D-1", ...bothNames("seller", "澜舟软件", "Lantern") };

test("a name kept for both languages is said in the reader's", () => {
  expect(told(english, kept)).toEqual({ number: "D-1", seller: "Lantern" });
  expect(told(chinese, kept)).toEqual({ number: "D-1", seller: "澜舟软件" });
  expect(told(english, { ...bothNames("seller", "澜舟软件", null) })).toEqual({ seller: "澜舟软件" });
  expect(told(english, { seller: "澜舟软件" })).toEqual({ seller: "澜舟软件" });
});

test("instants and days are said in Beijing time, other texts as they stand", () => {
  expect(toldText(english, "2026-11-24T17:30:00.000Z")).toBe("25 Nov 2026, 01:30");
  expect(toldText(chinese, "2026-11-24T17:30:00Z")).toBe("2026年11月25日 01:30");
  expect(told(english, { due: "2026-11-24T16:00:00.000Z", validFrom: "2026-11-24T16:00:00.000Z" })).toEqual({ due: "24 Nov 2026, 24:00", validFrom: "25 Nov 2026, 00:00" });
  expect(toldText(chinese, "2026-11-25")).toBe("2026年11月25日");
  for (const text of ["2026-02-30", "202611", "D-20261125-00001", "on 2026-11-25", ""]) expect(toldText(english, text)).toBe(text);
});

test("names are listed as the reader's language lists them", () => {
  expect(listed(english, ["A", "B"])).toBe("A, B");
  expect(listed(chinese, ["甲", "乙"])).toBe("甲、乙");
});
