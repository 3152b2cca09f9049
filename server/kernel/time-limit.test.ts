import { describe, expect, it } from "vitest";
import { chinaCalendar } from "@/lib/working-days";
import { endOfLimit } from "./time-limit";

const at = (text: string) => new Date(text);

describe("the end of a limit", () => {
  it("counts plain days by the clock, to the second", () => {
    expect(endOfLimit(at("2026-03-02T01:30:07Z"), { days: 5, unit: "day" })).toEqual(at("2026-03-07T01:30:07Z"));
  });

  it.each([
    // Friday; two working days later is Tuesday, which ends at 16:00 UTC.
    ["2026-03-06T03:00:00Z", 2, "2026-03-10T16:00:00Z"],
    ["2025-11-21T02:00:00Z", 3, "2025-11-26T16:00:00Z"],
  ])("counts working days from %s to the end of the last one in Shanghai", (from, days, end) => {
    expect(endOfLimit(at(from), { days, unit: "workday" })).toEqual(at(end));
  });

  it("follows the calendar it is given", () => {
    const never = (day: Parameters<typeof chinaCalendar>[0]) => day !== "2026-03-10" && chinaCalendar(day);
    expect(endOfLimit(at("2026-03-06T03:00:00Z"), { days: 2, unit: "workday" }, never)).toEqual(at("2026-03-11T16:00:00Z"));
  });
});
