import { sql } from "drizzle-orm";
import { ruleVersion } from "@/db/schema";
import { limitNames, limits } from "@/lib/limits";
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
  ...limitNames.map((scope) => ({ kind: "limit", scope, value: limits[scope].standard, note: "" }) as const),
  ...standardApprovals.map(({ role, downToBp }) => ({ kind: "approval", scope: role, value: { downToBp }, note: "how deep this role may approve" }) as const),
];

/** Puts the reference rules in force from an instant where their scope has none yet; a repeat adds nothing. */
export async function ensureReferenceRules(tx: Tx, from: Date): Promise<void> {
  const rows = reference.map((seed) => ({ kind: seed.kind, scope: seed.scope, value: ruleValues[seed.kind].parse(seed.value), validFrom: from, note: seed.note }));
  await tx.insert(ruleVersion).values(rows).onConflictDoNothing({ target: [ruleVersion.kind, ruleVersion.scope], where: sql`valid_to is null` });
}
