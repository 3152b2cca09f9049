import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, fen, id, instant, period } from "../columns";
import { partyWhere, orgContext, platformOnly } from "../policies";
import { sql } from "drizzle-orm";
import { oneOf } from "../checks";
import { org } from "./org";

export const accountNames = [
  "customer_funds", "agency_payable", "platform_fee", "revenue", "cost_of_sales", "seller_payable", "partner_payable",
  "share_cost", "output_vat", "input_vat", "bank",
] as const;

/** A balanced entry; never edited, reversed by another. */
export const ledgerEntry = pgTable(
  "ledger_entry",
  {
    id: id(),
    /** One effect per key: `statement:<id>:settled`, `payout:<id>`. */
    correlationKey: text().notNull(),
    kind: text().notNull(),
    nounId: uuid(),
    period: period(),
    at: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("ledger_entry_correlation_key").on(t.correlationKey), index("ledger_entry_noun_idx").on(t.nounId), ...platformOnly()],
);

export const ledgerPosting = pgTable(
  "ledger_posting",
  {
    id: id(),
    entryId: uuid().notNull().references(() => ledgerEntry.id),
    account: text({ enum: accountNames }).notNull(),
    /** The company whose sub-account moves. */
    orgId: uuid().references(() => org.id),
    /** Debit positive, credit negative. */
    amountFen: fen().notNull(),
    currency: currency(),
  },
  (t) => [
    index("ledger_posting_entry_idx").on(t.entryId),
    index("ledger_posting_org_idx").on(t.orgId, t.account),
    oneOf("ledger_posting_account_check", t.account, accountNames),
    ...partyWhere(sql`${t.orgId} = ${orgContext}`),
  ],
);
