import { expect, test } from "vitest";
import { endableFrom } from "./rules";

test.each([
  ["2026-01-15T10:00:00+08:00", "2026-04-15T00:00:00+08:00"],
  ["2026-11-30T23:59:59+08:00", "2027-02-28T00:00:00+08:00"],
  ["2023-11-30T12:00:00+08:00", "2024-02-29T00:00:00+08:00"],
  // Late in the evening in London is the next day in Beijing.
  ["2026-01-15T17:00:00Z", "2026-04-16T00:00:00+08:00"],
])("an association ended at %s can be ended again from %s", (last, from) => {
  expect(endableFrom(new Date(last))).toEqual(new Date(from));
});
