import type { z } from "zod";
import type { Locale } from "@/lib/locale";
import { textOf, type Values } from "@/server/adapters/messages";

export type FieldFault = { readonly path: string; readonly message: string };
export type OpenBody = {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly request_id: string;
  readonly fields?: readonly FieldFault[];
};
export type OpenAnswer = { readonly status: number; readonly body: OpenBody };

export type Refusal = { readonly status: number; readonly code: string; readonly values?: Values; readonly fields?: readonly FieldFault[] };

/** The door's answer in the caller's language: sentences of messages `system.open.<code>`. */
export function answerWith(refusal: Refusal, locale: Locale, requestId: string): OpenAnswer {
  const { status, code, values = {}, fields } = refusal;
  const part = (name: string) => textOf(locale, `system.open.${code}.${name}`, values) ?? "";
  return { status, body: { code, what: part("what") || code, why: part("why"), todo: part("todo"), request_id: requestId, ...(fields ? { fields } : {}) } };
}

const ours = /^system\.open\.field\./;
type Issue = z.core.$ZodIssue;

function keyOf(issue: Issue): { key: string; values: Values } {
  if (ours.test(issue.message)) return { key: issue.message, values: {} };
  if (issue.code === "invalid_value") return { key: "system.open.field.choice", values: { choices: issue.values.join(", ") } };
  if (issue.code === "too_big") return { key: "system.open.field.long", values: { most: String(issue.maximum) } };
  if (issue.code === "too_small") return { key: "system.open.field.short", values: { least: String(issue.minimum) } };
  if (issue.code === "invalid_type") {
    const missing = issue.input === undefined && /received undefined/.test(issue.message);
    return { key: `system.open.field.${missing ? "required" : "type"}`, values: { expected: issue.expected } };
  }
  return { key: "system.open.field.invalid", values: {} };
}

/** A schema's complaints as dotted paths and sentences, at most 20. */
export function fieldFaults(error: z.ZodError, locale: Locale, under: readonly string[] = []): FieldFault[] {
  return error.issues.slice(0, 20).map((issue) => {
    const { key, values } = keyOf(issue);
    return { path: [...under, ...issue.path].join("."), message: textOf(locale, key, values) ?? issue.message };
  });
}
