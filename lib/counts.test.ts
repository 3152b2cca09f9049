import { expect, test } from "vitest";
import { countShown, grouped, mostCounted } from "./counts";

test("a count is shown as it is, and with a plus where counting stopped", () => {
  expect([0, 7, mostCounted - 1].map((n) => countShown(n))).toEqual([0, 7, mostCounted - 1]);
  expect(countShown(mostCounted)).toBe("2,000+");
  expect(countShown(5, 5)).toBe("5+");
});

test("thousands stand apart, words stay as they are", () => {
  expect([7, 49_502, 1_234_567, "2,000+"].map(grouped)).toEqual(["7", "49,502", "1,234,567", "2,000+"]);
});
