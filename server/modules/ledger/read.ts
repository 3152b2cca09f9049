import { eq, sql } from "drizzle-orm";
import { ledgerPosting } from "@/db/schema";
import type { Tx } from "@/server/kernel/database";
import type { Account } from "./post";

export type Balances = Readonly<Partial<Record<Account, bigint>>>;

/** Every account's balance in fen (debit positive), of one company's sub-accounts or of all that the actor may see. */
export async function balances(tx: Tx, orgId?: string): Promise<Balances> {
  const rows = await tx
    .select({ account: ledgerPosting.account, fen: sql<string>`sum(${ledgerPosting.amountFen})` })
    .from(ledgerPosting)
    .where(orgId ? eq(ledgerPosting.orgId, orgId) : undefined)
    .groupBy(ledgerPosting.account);
  return Object.fromEntries(rows.map(({ account, fen }) => [account, BigInt(fen)]));
}

/** The sum over all postings; anything but 0 is a fault. */
export async function ledgerSum(tx: Tx): Promise<bigint> {
  const [row] = await tx.select({ fen: sql<string>`coalesce(sum(${ledgerPosting.amountFen}), 0)` }).from(ledgerPosting);
  return BigInt(row?.fen ?? 0);
}
