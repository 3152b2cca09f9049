import fc from "fast-check";
import { expect, test } from "vitest";
import { scaleOf, stackedScale } from "./scale";

test("ticks are round, evenly apart, and hold every value", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -1e9, max: 1e9 }), (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const { min, max, ticks } = scaleOf(low, high);
      expect(min).toBeLessThanOrEqual(Math.min(0, low));
      expect(max).toBeGreaterThanOrEqual(Math.max(0, high));
      expect(ticks).toContain(0);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }),
  );
});

test("a chart of nothing but zeros still has an axis", () => {
  expect(scaleOf(0, 0).max).toBeGreaterThan(0);
});

test("stacked values above and below zero do not cancel out", () => {
  const series = [
    { key: "in", label: "in", role: "ink" as const },
    { key: "out", label: "out", role: "seal" as const },
  ];
  const scale = stackedScale([{ key: "a", label: "a", values: { in: 90, out: -40 } }], series);
  expect(scale.max).toBeGreaterThanOrEqual(90);
  expect(scale.min).toBeLessThanOrEqual(-40);
});
