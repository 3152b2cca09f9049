import { ledgerEntry, ledgerPosting } from "@/db/schema";
import type { accountNames } from "@/db/schema/ledger";
import type { Tx } from "@/server/kernel/database";

export type Account = (typeof accountNames)[number];

/** Debit positive, credit negative; `orgId` names the company whose sub-account moves. */
export type Posting = { readonly account: Account; readonly orgId?: string | null; readonly amountFen: bigint; readonly currency?: string };
export type Entry = {
  /** One effect per key: `statement:<id>`, `payout:<id>`. */
  readonly correlationKey: string;
  readonly kind: "settlement" | "payout";
  readonly nounId: string | null;
  readonly period: string | null;
  readonly at: Date;
  readonly postings: readonly Posting[];
};

/**
 * Writes a balanced entry, the only way into the ledger. A key that was posted before changes nothing.
 * Returns true when this call wrote it; throws when the postings of a currency do not sum to zero.
 */
export async function post(tx: Tx, entry: Entry): Promise<boolean> {
  const postings = entry.postings.filter(({ amountFen }) => amountFen !== 0n);
  for (const currency of new Set(postings.map((posting) => posting.currency ?? "CNY"))) {
    const sum = postings.filter((posting) => (posting.currency ?? "CNY") === currency).reduce((total, { amountFen }) => total + amountFen, 0n);
    if (sum !== 0n) throw new RangeError(`ledger entry ${entry.correlationKey} is off by ${sum} fen in ${currency}`);
  }
  const { correlationKey, kind, nounId, period, at } = entry;
  const [made] = await tx.insert(ledgerEntry).values({ correlationKey, kind, nounId, period, at }).onConflictDoNothing({ target: ledgerEntry.correlationKey }).returning();
  if (!made) return false;
  if (postings.length > 0) {
    await tx.insert(ledgerPosting).values(postings.map((posting) => ({ entryId: made.id, account: posting.account, orgId: posting.orgId ?? null, amountFen: posting.amountFen, currency: posting.currency ?? "CNY" })));
  }
  return true;
}
