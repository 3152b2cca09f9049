import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addPeriods,
  businessDay,
  daysBetween,
  endOfBusinessDay,
  formatDay,
  formatDeadline,
  formatEnd,
  formatInstant,
  formatPeriod,
  formatRemaining,
  nextPeriod,
  lastDayOf,
  parseBusinessDay,
  parsePeriod,
  period,
  periodBounds,
  periodOf,
  periodOfLatest,
  previousPeriod,
  startOfBusinessDay,
  toBusinessDay,
  weekdayOf,
} from "./dates";
import {
  addWorkingDays,
  calendarCovers,
  chinaCalendar,
  closeDay,
  isWorkingDay,
  nextWorkingDay,
  onOrNextWorkingDay,
  settlementTimetable,
  withOverrides,
} from "./working-days";

const anyDay = fc
  .date({
    min: new Date("1995-01-01T00:00:00Z"),
    max: new Date("2100-01-01T00:00:00Z"),
    noInvalidDate: true,
  })
  .map(toBusinessDay);

describe("business days", () => {
  test("the process itself runs in a zone far from Shanghai", () => {
    expect(new Date(2025, 0, 1).getTimezoneOffset()).toBe(210);
  });

  test("a day begins at midnight in Shanghai, not here and not in UTC", () => {
    expect(toBusinessDay(new Date("2025-03-31T15:59:59.999Z"))).toBe("2025-03-31");
    expect(toBusinessDay(new Date("2025-03-31T16:00:00Z"))).toBe("2025-04-01");
    expect(startOfBusinessDay(businessDay("2025-04-01")).toISOString()).toBe(
      "2025-03-31T16:00:00.000Z",
    );
    expect(endOfBusinessDay(businessDay("2025-04-01")).toISOString()).toBe(
      "2025-04-01T16:00:00.000Z",
    );
  });

  test.each([
    "2025-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-1-1",
    "20250101",
    "2025-04-31",
    "",
    "2025-01-01T00:00:00Z",
  ])("%s is no day", (text) => {
    expect(parseBusinessDay(text)).toBeNull();
    expect(() => businessDay(text)).toThrow(RangeError);
  });

  test("counting days", () => {
    expect(addDays(businessDay("2024-02-28"), 2)).toBe("2024-03-01");
    expect(daysBetween(businessDay("2025-12-31"), businessDay("2025-01-01"))).toBe(-364);
    expect(weekdayOf(businessDay("2025-04-03"))).toBe(4);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(toBusinessDay(startOfBusinessDay(day))).toBe(day);
      }),
    );
  });
});

describe("periods", () => {
  test("neighbours and bounds", () => {
    expect(nextPeriod(period("202512"))).toBe("202601");
    expect(previousPeriod(period("202501"))).toBe("202412");
    expect(addPeriods(period("202503"), -15)).toBe("202312");
    expect(periodBounds(period("202402"))).toEqual({
      firstDay: "2024-02-01",
      lastDay: "2024-02-29",
      start: new Date("2024-01-31T16:00:00Z"),
      end: new Date("2024-02-29T16:00:00Z"),
    });
    for (const text of ["202500", "202513", "2025-03", "25003", ""])
      expect(parsePeriod(text)).toBeNull();
    expect(() => period("202513")).toThrow(RangeError);
  });

  test.each([
    ["a plain January order", ["2020-01-20T10:00:00+08:00"], "202001"],
    [
      "paid in February, accepted in March",
      ["2020-02-03T10:00:00+08:00", "2020-03-15T10:00:00+08:00"],
      "202003",
    ],
    [
      "on credit, accepted in March, repaid in May",
      ["2020-01-01T00:00:00+08:00", "2020-03-15T10:00:00+08:00", "2020-05-31T23:59:59+08:00"],
      "202005",
    ],
    [
      "a renewal that takes effect in February",
      ["2020-01-31T12:00:00+08:00", "2020-02-01T00:00:00+08:00"],
      "202002",
    ],
  ])("%s belongs to the month of its last gate", (_name, gates, expected) => {
    const [first = "", ...rest] = gates;
    expect(periodOfLatest([new Date(first), ...rest.map((gate) => new Date(gate))])).toBe(expected);
  });

  test("every instant of a period is in it, the end is not", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const of = periodOf(day);
        const { start, end, firstDay, lastDay } = periodBounds(of);
        expect([periodOf(start), periodOf(end), periodOf(firstDay), periodOf(lastDay)]).toEqual([
          of,
          nextPeriod(of),
          of,
          of,
        ]);
      }),
    );
  });
});

describe("formatting", () => {
  const now = new Date("2025-04-02T05:00:00Z");
  const deadline = new Date("2025-04-04T09:00:00Z");

  test("days, periods and instants in both languages", () => {
    expect([
      formatDay(businessDay("2025-04-03"), "en"),
      formatDay(businessDay("2025-04-03"), "zh-CN"),
    ]).toEqual(["3 Apr 2025", "2025年4月3日"]);
    expect([formatPeriod(period("202503"), "en"), formatPeriod(period("202503"), "zh-CN")]).toEqual(
      ["Mar 2025", "2025年3月"],
    );
    expect(formatInstant(deadline, "en")).toBe("4 Apr 2025, 17:00");
    expect(formatInstant(deadline, "zh-CN")).toBe("2025年4月4日 17:00");
  });

  test("a deadline is a clock", () => {
    expect(formatDeadline(deadline, now, "en")).toBe("2 d 4 h left, Fri 17:00");
    expect(formatDeadline(deadline, now, "zh-CN")).toBe("还剩 2 天 4 小时，周五 17:00");
    expect(formatRemaining(deadline, new Date("2025-04-04T06:55:00Z"), "en")).toBe(
      "2 h 5 min left",
    );
    expect(formatRemaining(deadline, deadline, "en")).toBe("0 min left");
    expect(formatRemaining(now, deadline, "en")).toBe("2 d 4 h overdue");
    expect(formatRemaining(now, new Date("2025-04-02T08:00:00Z"), "zh-CN")).toBe("已逾期 3 小时");
    expect(formatDeadline(deadline, new Date("2025-04-16T12:00:00Z"), "en")).toBe("12 d overdue, Fri 4 Apr");
    expect(formatDeadline(deadline, new Date("2025-03-20T09:00:00Z"), "zh-CN")).toBe("还剩 15 天，4月4日 周五");
    expect(formatDeadline(deadline, new Date("2024-12-01T09:00:00Z"), "en"), "another year is named").toBe("124 d left, Fri 4 Apr 2025");
    expect(formatDeadline(deadline, new Date("2025-04-04T12:00:00Z"), "en")).toBe("3 h overdue, Fri 17:00");
    expect(formatDeadline(deadline, new Date("2025-04-08T00:00:00Z"), "zh-CN")).toBe("已逾期 3 天 15 小时，4月4日 周五");
  });

  test("a midnight is the end of its day", () => {
    const end = endOfBusinessDay(businessDay("2025-04-08"));
    expect(lastDayOf(end)).toBe("2025-04-08");
    expect(lastDayOf(deadline)).toBe("2025-04-04");
    expect(formatDeadline(end, new Date("2025-04-08T08:00:00Z"), "en")).toBe("8 h left, Tue 24:00");
    expect(formatDeadline(end, new Date("2025-04-09T16:00:00Z"), "en")).toBe("1 d overdue, Tue 8 Apr");
    expect(formatDeadline(end, now, "zh-CN")).toBe("还剩 6 天，4月8日 周二");
    expect(formatEnd(end, "en")).toBe("8 Apr 2025, 24:00");
    expect(formatEnd(end, "zh-CN")).toBe("2025年4月8日 24:00");
    expect(formatEnd(deadline, "en")).toBe("4 Apr 2025, 17:00");
  });
});

describe("working days", () => {
  test("holidays rest, make-up days work", () => {
    expect(
      ["2025-04-03", "2025-04-04", "2025-04-05", "2025-04-07", "2025-04-26", "2025-04-27"].map(
        (day) => isWorkingDay(businessDay(day)),
      ),
    ).toEqual([true, false, false, true, false, true]);
  });

  test("the March 2025 statement: the make-up Sunday of 27 April is the last day to pay", () => {
    expect(settlementTimetable(period("202503"))).toEqual({
      closeOn: "2025-04-03",
      reviewBy: "2025-04-08",
      countersignBy: "2025-04-18",
      payBy: "2025-04-27",
    });
  });

  test("the close moves onto a working day", () => {
    expect(closeDay(period("202509"))).toBe("2025-10-09");
    expect(closeDay(period("202504"))).toBe("2025-05-06");
    expect(closeDay(period("202503"), chinaCalendar, 7)).toBe("2025-04-07");
  });

  test("the day itself may count or not", () => {
    const thursday = businessDay("2025-04-03");
    expect(onOrNextWorkingDay(thursday)).toBe(thursday);
    expect(nextWorkingDay(thursday)).toBe("2025-04-07");
    expect(addWorkingDays(thursday, 0)).toBe(thursday);
    expect(addWorkingDays(businessDay("2025-04-04"), 0)).toBe("2025-04-07");
    expect(() => addWorkingDays(thursday, -1)).toThrow(RangeError);
  });

  test("single days can be decided otherwise, and a calendar without working days is refused", () => {
    const moved = withOverrides(chinaCalendar, new Map([[businessDay("2025-04-03"), false]]));
    expect(closeDay(period("202503"), moved)).toBe("2025-04-07");
    expect(() => nextWorkingDay(businessDay("2025-04-03"), () => false)).toThrow(RangeError);
  });

  test("says for which years the holidays are published", () => {
    expect(calendarCovers(businessDay("2026-06-01"))).toBe(true);
    expect(calendarCovers(businessDay("2099-06-01"))).toBe(false);
  });
});
