import { sql } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { productClasses } from "@/lib/states/product";
import type { Tx } from "@/server/kernel/database";
import { type RuleKind, type RuleValue, ruleValues } from "./contract";
import { standardApprovals } from "./read-authority";

type Seed = { [K in RuleKind]: { readonly kind: K; readonly scope: string; readonly value: RuleValue<K>; readonly note: string } }[RuleKind];

const yuan = (amount: number) => String(amount * 100);

/** The rules a marketplace begins with, as its documents state them. */
const reference: readonly Seed[] = [
  { kind: "fee", scope: "generic", value: { bp: 500 }, note: "5 % of every agency sale" },
  {
    kind: "tier",
    scope: "generic",
    value: { steps: [{ fromFen: "0", bp: 0 }, { fromFen: yuan(500_000), bp: 100 }, { fromFen: yuan(1_000_000), bp: 200 }] },
    note: "per product and month, whole amount",
  },
  { kind: "tax", scope: "service", value: { bp: 600 }, note: "modern services" },
  { kind: "tax", scope: "software", value: { bp: 1300 }, note: "perpetual software" },
  { kind: "tax", scope: "hardware", value: { bp: 1300 }, note: "hardware" },
  ...productClasses.map((scope) => ({ kind: "minimum", scope, value: { fen: yuan(1000), partner: false }, note: "accumulated per product class" }) as const),
  { kind: "calendar", scope: "CN", value: { workdays: {} }, note: "as the State Council publishes it" },
  { kind: "limit", scope: "demand.accept", value: { days: 5, unit: "day" }, note: "a seller answers an assigned demand" },
  { kind: "limit", scope: "demand.extend", value: { days: 2, unit: "day" }, note: "one extension of the time to answer" },
  { kind: "limit", scope: "demand.dispatch", value: { days: 2, unit: "workday" }, note: "a dispatcher assigns a submitted demand" },
  { kind: "limit", scope: "demand.complete", value: { days: 10, unit: "day" }, note: "a returned demand is completed" },
  { kind: "limit", scope: "demand.pause", value: { days: 10, unit: "day" }, note: "the clock stands for the submitter's answer" },
  { kind: "limit", scope: "demand.nudge", value: { days: 14, unit: "day" }, note: "silence in conversion is noted" },
  { kind: "limit", scope: "demand.stall", value: { days: 30, unit: "day" }, note: "silence in conversion makes a demand stale" },
  { kind: "limit", scope: "demand.stale", value: { days: 15, unit: "day" }, note: "the dispatchers are asked about a stale demand" },
  { kind: "limit", scope: "demand.close_confirm", value: { days: 7, unit: "day" }, note: "silence on a request to close counts as consent" },
  { kind: "limit", scope: "demand.mask", value: { days: 30, unit: "day" }, note: "a lost demand's customer is hidden from the seller" },
  { kind: "limit", scope: "demand.reopen", value: { days: 30, unit: "day" }, note: "a lost demand may be reopened" },
  { kind: "limit", scope: "import.retain", value: { days: 30, unit: "day" }, note: "rows and file of an import are kept" },
  { kind: "limit", scope: "registration.hold", value: { days: 15, unit: "day" }, note: "a registered customer is held for its partner" },
  { kind: "limit", scope: "claim.window", value: { days: 30, unit: "day" }, note: "an order that credits nobody may be claimed" },
  { kind: "limit", scope: "claim.decide", value: { days: 5, unit: "workday" }, note: "a claim is decided" },
  { kind: "limit", scope: "review.decide", value: { days: 3, unit: "workday" }, note: "a reviewer decides" },
  { kind: "limit", scope: "offer.review", value: { days: 2, unit: "workday" }, note: "the desk decides on an offer beyond authority" },
  ...standardApprovals.map(({ role, downToBp }) => ({ kind: "approval", scope: role, value: { downToBp }, note: "how deep this role may approve" }) as const),
  { kind: "limit", scope: "invoice.issue", value: { days: 1, unit: "month" }, note: "an invoice follows its notice" },
  { kind: "limit", scope: "invoice.verify", value: { days: 2, unit: "workday" }, note: "an invoice is examined" },
];

/** Puts the reference rules in force from an instant where their scope has none yet; a repeat adds nothing. */
export async function ensureReferenceRules(tx: Tx, from: Date): Promise<void> {
  const rows = reference.map((seed) => ({ kind: seed.kind, scope: seed.scope, value: ruleValues[seed.kind].parse(seed.value), validFrom: from, note: seed.note }));
  await tx.insert(ruleVersion).values(rows).onConflictDoNothing({ target: [ruleVersion.kind, ruleVersion.scope], where: sql`valid_to is null` });
}
