import { z } from "zod";
import type { BusinessDay, Period } from "@/lib/dates";
import type { EInvoice } from "@/lib/einvoice";
import type { ExpectedInvoice } from "@/lib/einvoice-compare";

const fen = z.string().transform((text) => BigInt(text));
const party = z.object({ name: z.string(), taxId: z.string() });
const day = z.string().transform((text) => text as BusinessDay);

const invoice = z.object({
  number: z.string(),
  kind: z.enum(["special", "ordinary", "other"]),
  issueDate: day,
  buyer: party,
  seller: party,
  net: fen,
  tax: fen,
  total: fen,
  totalInWords: z.string(),
  lines: z.array(z.object({ name: z.string(), quantity: z.string(), unitPrice: z.string(), net: fen, tax: fen, rateBp: z.number().nullable(), rateText: z.string() })),
  remark: z.string(),
});
const expected = z.object({
  seller: party,
  buyer: party,
  total: fen,
  net: fen,
  tax: fen,
  rateBp: z.number(),
  requisitionNo: z.string(),
  period: z.string().transform((text) => text as Period),
  noticeDay: day.nullable(),
  today: day,
});
const record = z.object({ invoice, expected, periodLabel: z.string(), part: z.boolean() });

/** What was read and what it was held against, as kept with the invoice. */
export type InvoiceRecord = { readonly invoice: EInvoice; readonly expected: ExpectedInvoice; readonly periodLabel: string; readonly part: boolean };

/** For the database: the same with fen as text. */
export function storeRecord(kept: InvoiceRecord): Record<string, unknown> {
  return JSON.parse(JSON.stringify(kept, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))) as Record<string, unknown>;
}

/** Back from the database. Throws when the row holds anything else. */
export function loadRecord(fields: Record<string, unknown>): InvoiceRecord {
  return record.parse(fields);
}
