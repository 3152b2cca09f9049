import { formatMoney } from "@/components/ui/money-format";
import type { Locale } from "@/lib/locale";
import { formatRate, formatRatio } from "@/lib/money";
import { listed } from "@/lib/names";
import { demandLifecycle, importLifecycle } from "@/lib/states/demand";
import type { Lifecycle } from "@/lib/states/lifecycle";
import { offerLifecycle } from "@/lib/states/offer";
import { statementLifecycle } from "@/lib/states/settlement";
import { told } from "@/lib/told";
import type { AuditLine } from "@/server/modules/audit/contract";

/** One fact of an act in words. Ids and filters are not `plain`: they stand on the sheet alone. */
export type Fact = { readonly key: string; readonly term: string; readonly value: string; readonly plain: boolean };
/** The reader's language and its texts by key; null where there is none. */
export type Speech = { readonly locale: Locale; readonly textOf: (key: string) => string | null };
type Place = { readonly noun: string; readonly key: string };

const lifecycles: Readonly<Record<string, Lifecycle<string, string>>> = {
  "demand.status": demandLifecycle,
  "demand.reason": offerLifecycle,
  "import.status": importLifecycle,
  "offer.state": offerLifecycle,
  "statement.status": statementLifecycle,
};
const roles = ["org.role.operator", "org.role.seller", "org.role.partner"];

/** Where a kept word has its text, by noun and fact, else by the fact alone. */
const places: Readonly<Record<string, readonly string[]>> = {
  "demand.reason": ["demand.rejectReason", "demand.lostReason", "demand.reason"],
  "offer.reason": ["offer.declineReason"],
  "file.reason": ["file.reason"],
  "file.state": ["file.state"],
  "certificate.reason": ["qualification.unreadable"],
  "certificate.state": ["qualification.state"],
  "application.reasons": ["review.reason"],
  "application.step": ["product.steps"],
  "product.kind": ["product.material.kind"],
  "product.from": ["product.incentive"],
  "product.to": ["product.incentive"],
  "org.kind": ["org.kind"],
  "rule.name": ["limit.name"],
  "interface_message.code": ["fulfilment.failure"],
  answers: ["demand.detail.checkAnswer"],
  desk: ["settlement.desk"],
  outcome: ["demand.detail.outcomes"],
  purpose: ["file.purpose"],
  room: ["nav.rooms"],
  unit: ["limit.unit"],
  role: roles,
  roles,
  before: roles,
  after: roles,
};

const anyWord = /^[A-Za-z][\w.]*$/;
const anyId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
/** Kept in a machine's form on purpose. */
const formal: readonly string[] = ["filter", "account"];

const termOf = ({ textOf }: Speech, key: string) => textOf(`audit.fact.${key}`) ?? textOf(`demand.detail.check.${key}`) ?? key;

function word({ locale, textOf }: Speech, { noun, key }: Place, text: string): string {
  if (!anyWord.test(text)) return text;
  const state = lifecycles[`${noun}.${key}`]?.states[text];
  if (state) return locale === "en" ? state.en : state.zh;
  const shelves = [...(places[`${noun}.${key}`] ?? places[key] ?? []), `audit.value.${key}`];
  return shelves.map((shelf) => textOf(`${shelf}.${text}`)).find((found) => found !== null) ?? textOf(`${text}.what`) ?? text;
}

function amount({ locale }: Speech, key: string, text: string): string | null {
  if (key.endsWith("Fen")) return formatMoney(text);
  if (key === "rateBp" || key === "downToBp" || key === "rates") return listed({ locale }, text.split(",").map((rate) => formatRate(Number(rate), locale)));
  return key.endsWith("Bp") ? formatRatio(Number(text)) : null;
}

function say(speech: Speech, place: Place, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return speech.textOf(`audit.value.flag.${value}`) ?? "";
  if (Array.isArray(value)) return listed(speech, value.map((one) => say(speech, place, one)));
  if (typeof value === "object") {
    const inner = (key: string) => ({ ...place, key: place.key === "answers" ? "answers" : key });
    return listed(speech, Object.entries(value).map(([key, one]) => `${termOf(speech, key)} ${say(speech, inner(key), one)}`));
  }
  const text = String(value);
  if (place.key === "reasons") return listed(speech, text.split(", ").map((one) => word(speech, place, one)));
  return amount(speech, place.key, text) ?? word(speech, place, text);
}

/** What is read first, and what begins before what it ends with; facts are kept by their name. */
const order: readonly string[] = ["seller", "product", "person", "reason", "startsOn", "endsOn", "from", "to", "before", "after"];
const rank = (key: string) => (order.indexOf(key) + order.length + 1) % (order.length + 1);

/** What was kept of an act besides what the record is called, term by term, in the reader's language. */
export function factsOf(speech: Speech, { noun, label, detail }: Pick<AuditLine, "noun" | "label" | "detail">): Fact[] {
  const texts = Object.fromEntries(Object.entries(detail).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  const spoken = told(speech, texts);
  const twice = (key: string, value: unknown) => value === label || (key in texts && !(key in spoken)) || (key === "sellerOrgId" && "seller" in detail);
  return Object.entries(detail)
    .filter(([key, value]) => !twice(key, value))
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([key, value]) => ({ key, term: termOf(speech, key), value: say(speech, { noun, key }, spoken[key] ?? value) }))
    .filter(({ value }) => value !== "")
    .map((fact) => ({ ...fact, plain: !formal.includes(fact.key) && !anyId.test(fact.value) }));
}
