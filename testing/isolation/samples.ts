import { z } from "zod";

/** Ids of one company's rows that another company tries to reach, by the name an input gives them. */
export type ForeignIds = Readonly<Record<string, string>>;

type Json = { type?: string | string[]; properties?: Record<string, Json>; required?: string[]; items?: Json; enum?: unknown[]; const?: unknown; anyOf?: Json[]; oneOf?: Json[]; format?: string; minimum?: number; minItems?: number; minLength?: number; pattern?: string };

/** Words for fields whose form a schema cannot tell (patterns, days, tokens). */
const known: Readonly<Record<string, unknown>> = {
  period: "202601",
  paidOn: "2026-01-05",
  startsOn: "2030-01-01",
  endsOn: "2030-02-01",
  expectedSigningDate: "2030-01-01",
  nextStepOn: "2030-01-01",
  bankReference: "HD-0001",
  rulesVersion: "2026-1",
  token: "A".repeat(43),
  jobId: "1",
  email: "somebody@example.test",
  url: "https://interface.example.com/v2",
  salesContactDetails: "+8613800000000",
  query: "status=pending",
  reason: "样例文本：只为通过必填项",
};

let made = 0;
/** Names that may be used once in a company: every role of it calls with one of its own. */
const once: ReadonlySet<string> = new Set(["customerName", "customerAccount"]);

/**
 * An input that passes a procedure's door, made from its own schema: every field whose name ends in an id gets the
 * foreign row's id, everything else the least that is allowed. Fields that may be absent are filled too when they name a row.
 */
export function sampleInput(schema: z.ZodType | undefined, foreign: ForeignIds): unknown {
  if (!schema) return undefined;
  return fill(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json, "", foreign);
}

function fill(json: Json, name: string, foreign: ForeignIds): unknown {
  if (name in foreign) return foreign[name];
  if (name in known && !json.enum) return known[name];
  if (once.has(name)) return `sample-${(made += 1)}`;
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[0];
  const choices = json.anyOf ?? json.oneOf;
  if (choices) return fill(choices.find((one) => one.type !== "null") ?? {}, name, foreign);
  const type = Array.isArray(json.type) ? json.type.find((one) => one !== "null") : json.type;
  if (type === "object" || json.properties) return fillObject(json, foreign);
  if (type === "array") return json.minItems || namesRow(json.items) ? [fill(json.items ?? {}, singular(name), foreign)] : [];
  if (type === "integer" || type === "number") return Math.max(json.minimum ?? 1, 1);
  if (type === "boolean") return true;
  return text(json, name);
}

/** Optional fields that another field's value makes necessary. */
const asked: ReadonlySet<string> = new Set(["evidence"]);

function fillObject(json: Json, foreign: ForeignIds): Record<string, unknown> {
  const required = new Set(json.required ?? []);
  const wanted = Object.entries(json.properties ?? {}).filter(([name]) => required.has(name) || name in foreign || asked.has(name));
  return Object.fromEntries(wanted.map(([name, field]) => [name, fill(field, name, foreign)]));
}

const namesRow = (json: Json | undefined) => Object.keys(json?.properties ?? {}).some((name) => name.endsWith("Id"));
const singular = (name: string) => name.replace(/s$/, "");

function text(json: Json, name: string): string {
  if (name.endsWith("Fen")) return "100000";
  if (json.format === "uuid") return "01900000-0000-7000-8000-000000000000";
  if (json.format === "date") return "2026-01-05";
  if (json.format === "email") return "somebody@example.test";
  return "样例".padEnd(Math.max(json.minLength ?? 0, 2), "样");
}
