import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  basisPointsField,
  cursorField,
  emailField,
  FIELD_ERRORS,
  fenField,
  mobileField,
  optionalText,
  phoneField,
  positiveFenField,
  trimmedText,
  usccField,
  uuidField,
  yuanField,
} from "./fields";

function messages(schema: z.ZodType, value: unknown): string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

describe("fields that are fine come out normalised", () => {
  test.each([
    [trimmedText(1, 10), "  云商店 ", "云商店"],
    [optionalText(10), "   ", undefined],
    [optionalText(10), undefined, undefined],
    [emailField, " Li.Ming@Example.COM ", "li.ming@example.com"],
    [mobileField, "+86 138 0013 8000", "13800138000"],
    [mobileField, "１３８００１３８０００", "13800138000"],
    [phoneField, "(010) 1234-5678 转 12", "(010) 1234-5678 转 12"],
    [fenField, "-1234", -1234n],
    [positiveFenField, "1", 1n],
    [yuanField, "12,345.67", 1_234_567n],
    [basisPointsField, 8500, 8500],
    [uuidField, "0195E7A0-0000-7000-8000-000000000001", "0195e7a0-0000-7000-8000-000000000001"],
    [usccField, "9152 0900 ma6j6cbn9q", "91520900MA6J6CBN9Q"],
    [cursorField, "eyJhIjoxfQ", "eyJhIjoxfQ"],
  ])("case %#", (schema: z.ZodType, value, expected) => {
    expect(schema.parse(value)).toBe(expected);
  });
});

describe("what is wrong is said by key", () => {
  test.each([
    [trimmedText(1, 10), undefined, FIELD_ERRORS.required],
    [trimmedText(1, 10), null, FIELD_ERRORS.required],
    [trimmedText(1, 10), 7, FIELD_ERRORS.invalid],
    [trimmedText(1, 10), "  ", FIELD_ERRORS.required],
    [trimmedText(1, 10), "\u200B\uFEFF", FIELD_ERRORS.required],
    [trimmedText(3, 10), "ab", FIELD_ERRORS.tooShort],
    [trimmedText(1, 3), "abcd", FIELD_ERRORS.tooLong],
    [trimmedText(1, 10), "a\0b", FIELD_ERRORS.unsafe],
    [optionalText(10), "\uD800", FIELD_ERRORS.unsafe],
    [emailField, "nobody@", FIELD_ERRORS.email],
    [mobileField, "12800138000", FIELD_ERRORS.mobile],
    [phoneField, "call me", FIELD_ERRORS.phone],
    [fenField, "1.5", FIELD_ERRORS.amount],
    [fenField, "9".repeat(18), FIELD_ERRORS.amountTooLarge],
    [positiveFenField, "0", FIELD_ERRORS.amountNotPositive],
    [yuanField, "1.234", FIELD_ERRORS.amountTooPrecise],
    [yuanField, "", FIELD_ERRORS.amountEmpty],
    [yuanField, "abc", FIELD_ERRORS.amount],
    [basisPointsField, 10_001, FIELD_ERRORS.basisPoints],
    [basisPointsField, 0.5, FIELD_ERRORS.basisPoints],
    [uuidField, "1", FIELD_ERRORS.id],
    [usccField, "123", FIELD_ERRORS.usccLength],
    [usccField, "91110000600037341N", FIELD_ERRORS.usccChecksum],
    [cursorField, "a b", FIELD_ERRORS.cursor],
    [cursorField, "", FIELD_ERRORS.cursor],
  ])("case %#", (schema: z.ZodType, value, key) => {
    expect(messages(schema, value)).toEqual([key]);
  });
});
