import { types } from "pg";
import { describe, expect, it } from "vitest";
import { plainTypes } from "./database";

const instant = plainTypes.getTypeParser(types.builtins.TIMESTAMPTZ) as (text: string) => string;

describe("plainTypes", () => {
  it.each([
    ["2026-11-23 04:47:34.123456+00", "2026-11-23T04:47:34.123Z"],
    ["2026-11-23 04:47:34.1+00", "2026-11-23T04:47:34.100Z"],
    ["2026-11-23 04:47:34+00", "2026-11-23T04:47:34.000Z"],
    ["2026-11-23 12:47:34.5+08", "2026-11-23T04:47:34.500Z"],
    ["2026-11-23 10:17:34+05:30", "2026-11-23T04:47:34.000Z"],
  ])("writes the instant %s as %s", (text, iso) => {
    expect(instant(text)).toBe(iso);
  });

  it("keeps big integers and days as the text they are, and reads all else as ever", () => {
    const read = (oid: number, text: string): unknown => plainTypes.getTypeParser(oid)(text);
    expect(read(types.builtins.INT8, "9007199254740993")).toBe("9007199254740993");
    expect(read(types.builtins.DATE, "2026-11-23")).toBe("2026-11-23");
    expect(read(types.builtins.BOOL, "t")).toBe(true);
  });
});
