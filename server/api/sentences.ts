import { ZodError } from "zod";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import { textOf, type Values } from "@/server/adapters/messages";
import { AppError, type ErrorKind, toAppError } from "@/server/kernel/errors";

/** An error as a person reads it. `fieldErrors` maps a dotted input path to the key of its sentence. */
export type ErrorSentence = {
  readonly kind: ErrorKind | "unknown";
  readonly key: string;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly requestId: string;
  readonly fieldErrors: Readonly<Record<string, string>>;
};

const place = (key: string) => (key.includes(".") ? key : `errors.${key}`);

const kinds = ["seller", "partner", "operator"];

/** A role's name; the same word means the same role in every kind of company. */
function roleName(locale: Locale, role: string): string {
  const names = kinds.map((kind) => textOf(locale, `org.role.${kind}.${role}`));
  return names.find((name) => name !== null) ?? role;
}

/** Values that are words of the house, in the reader's language: `xZh` and `xEn` as `x`, nouns, permissions, roles. */
function spoken(locale: Locale, values: Values): Values {
  const ending = locale === "en" ? "En" : "Zh";
  const pairs = Object.keys(values).filter((name) => name.endsWith(ending)).map((name) => [name.slice(0, -2), values[name]]);
  const { noun, permission, roles } = values;
  const word = typeof noun === "string" ? textOf(locale, `${noun}.noun`) : null;
  const right = typeof permission === "string" ? textOf(locale, `org.permission.${permission.replace(":", ".")}`) : null;
  const names = typeof roles === "string" && roles ? listed({ locale }, roles.split(", ").map((role) => roleName(locale, role))) : null;
  return { ...values, ...Object.fromEntries(pairs), ...(word ? { noun: word } : {}), ...(right ? { permission: right } : {}), ...(names ? { roles: names } : {}) };
}

/** The three parts of an error's sentence in the reader's language. An unknown key still tells the request id. */
export function sentenceFor(error: AppError, locale: Locale, requestId: string): ErrorSentence {
  const at = place(error.key);
  const values = { ...spoken(locale, error.values), requestId };
  const part = (name: string) => textOf(locale, `${at}.${name}`, values) ?? "";
  return { kind: error.kind, key: error.key, what: part("what") || error.key, why: part("why"), todo: part("todo"), requestId, fieldErrors: error.fieldErrors };
}

/** What nobody foresaw: the request id and nothing else. */
export function unknownSentence(locale: Locale, requestId: string): ErrorSentence {
  const part = (name: string) => textOf(locale, `errors.unknown.${name}`, { requestId }) ?? "";
  return { kind: "unknown", key: "unknown", what: part("what"), why: part("why"), todo: part("todo"), requestId, fieldErrors: {} };
}

const known = /^[a-z][\w-]*(\.\w+)+$/i;
const byCode: Readonly<Record<string, string>> = { too_big: "tooLong", too_small: "tooShort", invalid_type: "required", invalid_format: "format" };

/** A schema's complaints as message keys by dotted path; the schema's own keys win. */
export function fieldErrorsOf(error: ZodError): Record<string, string> {
  const pairs = error.issues.map((issue) => {
    const key = known.test(issue.message) ? issue.message : `errors.field.${byCode[issue.code] ?? "invalid"}`;
    return [issue.path.join("."), key] as const;
  });
  return Object.fromEntries(pairs.toReversed());
}

/** Any error as one of ours; null when it is nobody's fault but ours. */
export function explain(error: unknown): AppError | null {
  if (error instanceof ZodError) return new AppError("invalid", "invalidInput", {}, fieldErrorsOf(error));
  return toAppError(error);
}
