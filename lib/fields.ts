import { z } from "zod";
import { MAX_FEN, tryParseYuan } from "./money";
import { isSafeText, stripInvisible } from "./text";
import { checkUscc, normaliseUscc } from "./uscc";

/** Messages of field errors are keys; the form translates them, with the issue's own limits as values. */
export const FIELD_ERRORS = {
  required: "errors.field.required",
  invalid: "errors.field.invalid",
  tooShort: "errors.field.tooShort",
  tooLong: "errors.field.tooLong",
  unsafe: "errors.field.unsafe",
  email: "errors.field.email",
  mobile: "errors.field.mobile",
  phone: "errors.field.phone",
  amount: "errors.field.amount",
  amountEmpty: "errors.field.amountEmpty",
  amountTooPrecise: "errors.field.amountTooPrecise",
  amountTooLarge: "errors.field.amountTooLarge",
  amountNotPositive: "errors.field.amountNotPositive",
  basisPoints: "errors.field.basisPoints",
  id: "errors.field.id",
  uscc: "errors.field.uscc",
  usccLength: "errors.field.usccLength",
  usccChecksum: "errors.field.usccChecksum",
  cursor: "errors.field.cursor",
} as const;

export type FieldErrorKey = (typeof FIELD_ERRORS)[keyof typeof FIELD_ERRORS];

const text = z.string({
  error: (issue) =>
    issue.input === undefined || issue.input === null
      ? FIELD_ERRORS.required
      : FIELD_ERRORS.invalid,
});

/** Text of min to max characters after trimming. Invisible characters alone are no text; NUL is refused. */
export function trimmedText(min: number, max: number) {
  return text
    .trim()
    .max(max, { error: FIELD_ERRORS.tooLong })
    .refine(isSafeText, { error: FIELD_ERRORS.unsafe })
    .refine((value) => min === 0 || stripInvisible(value).trim().length > 0, {
      error: FIELD_ERRORS.required,
      abort: true,
    })
    .refine((value) => value.length >= min, {
      error: FIELD_ERRORS.tooShort,
      params: { minimum: min },
    });
}

/** Optional text: an empty field is undefined, not "". */
export function optionalText(max: number) {
  return trimmedText(0, max)
    .transform((value) => (value === "" ? undefined : value))
    .optional();
}

/** An e-mail address in lower case. */
export const emailField = text
  .trim()
  .toLowerCase()
  .max(254, { error: FIELD_ERRORS.tooLong })
  .pipe(z.email({ error: FIELD_ERRORS.email }));

/** A mobile number of mainland China as 11 digits; +86 and spaces are taken off. */
export const mobileField = text
  .transform((value) =>
    value
      .normalize("NFKC")
      .replace(/[\s-]/g, "")
      .replace(/^(?:\+86|0086)/, ""),
  )
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, { error: FIELD_ERRORS.mobile }));

/** Any telephone number: digits with the usual separators, an area code, an extension. */
export const phoneField = text
  .transform((value) => value.normalize("NFKC").trim())
  .pipe(
    z.string().regex(/^\+?[\d(][\d\s()-]{4,24}(?:(?:ext\.?|x|#|转)\s*\d{1,6})?$/i, {
      error: FIELD_ERRORS.phone,
    }),
  );

/** Whole fen as a string on the wire, a bigint inside; may be negative. */
export const fenField = text
  .regex(/^-?(?:0|[1-9]\d{0,17})$/, { error: FIELD_ERRORS.amount, abort: true })
  .transform((value) => BigInt(value))
  .refine((fen) => fen <= MAX_FEN && fen >= -MAX_FEN, { error: FIELD_ERRORS.amountTooLarge });

/** Whole fen, more than zero. */
export const positiveFenField = fenField.refine((fen) => fen > 0n, {
  error: FIELD_ERRORS.amountNotPositive,
});

const YUAN_ERRORS = {
  empty: FIELD_ERRORS.amountEmpty,
  not_a_number: FIELD_ERRORS.amount,
  too_precise: FIELD_ERRORS.amountTooPrecise,
  too_large: FIELD_ERRORS.amountTooLarge,
  bad_weights: FIELD_ERRORS.amount,
} as const;

/** Yuan as a person types them ("12,345.67"), fen as a bigint inside. */
export const yuanField = text.transform((value, context) => {
  const parsed = tryParseYuan(value);
  if (parsed.ok) return parsed.fen;
  context.issues.push({ code: "custom", input: value, message: YUAN_ERRORS[parsed.code] });
  return z.NEVER;
});

/** A rate or ratio in basis points, 0–10000. */
export const basisPointsField = z
  .int({ error: FIELD_ERRORS.basisPoints })
  .min(0, { error: FIELD_ERRORS.basisPoints })
  .max(10_000, { error: FIELD_ERRORS.basisPoints });

/** The id of a row. Any version of UUID. */
export const uuidField = z.guid({ error: FIELD_ERRORS.id }).toLowerCase();

/** A unified social credit code, normalised; its check character must hold. */
export const usccField = text.transform((value, context) => {
  const checked = checkUscc(value);
  if (checked.ok) return checked.value;
  const messages = {
    length: FIELD_ERRORS.usccLength,
    format: FIELD_ERRORS.uscc,
    checksum: FIELD_ERRORS.usccChecksum,
  };
  context.issues.push({
    code: "custom",
    input: normaliseUscc(value),
    message: messages[checked.code],
  });
  return z.NEVER;
});

/** The place of a page in a list: opaque base64url given out by the server. */
export const cursorField = text
  .max(512, { error: FIELD_ERRORS.cursor })
  .regex(/^[A-Za-z0-9_-]+$/, { error: FIELD_ERRORS.cursor });
