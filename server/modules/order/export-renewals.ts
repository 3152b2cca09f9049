import type { Locale } from "@/lib/locale";
import { fenToDecimalString } from "@/lib/money";
import { csvFile, csvSums } from "@/server/adapters/csv-file";
import { beijingEndText, type CsvHead, csvHead, csvWords } from "@/server/adapters/csv-words";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { type RenewalListInput, type RenewalRow, renewalReasons, renewalRules } from "./contract-renewal";
import { pageOfRenewals } from "./read-renewals";

/** The columns' headings; the amount is in the currency beside it. */
export const heads: readonly CsvHead[] = [
  ["order.column.number"],
  ["order.field.line"],
  ["renewal.field.product"],
  ["renewal.field.spec"],
  ["renewal.field.customer"],
  ["order.field.account"],
  ["order.field.seller"],
  ["renewal.field.currency"],
  ["renewal.field.amount"],
  ["renewal.field.expires", "beijing"],
  ["renewal.field.credited"],
  ["renewal.field.rule"],
  ["renewal.field.reason"],
  ["renewal.field.share", "percent"],
];

/** Writes a row's cells in the reader's words, in the headings' order. */
function writer(locale: Locale): (row: RenewalRow) => string[] {
  const [rules, reasons] = [csvWords(locale, "renewal.rule", renewalRules), csvWords(locale, "renewal.reason", renewalReasons)];
  return (row) => [
    row.orderNumber,
    row.lineNumber,
    row.productName,
    row.specName,
    row.customerName,
    row.customerAccount,
    row.sellerName,
    row.currency,
    fenToDecimalString(BigInt(row.amountFen)),
    beijingEndText(row.expiresAt),
    row.creditedName ?? "",
    rules.get(row.rule) ?? "",
    reasons.get(row.reason) ?? "",
    row.shareBp === null ? "" : (row.shareBp / 100).toFixed(2),
  ];
}

/**
 * The radar exactly as shown, as CSV text in the reader's words, a thousand lines at a time. The last line is its manifest: rows,
 * sums by currency, the span looked at, and the SHA-256 of every byte before that line.
 */
export async function* exportRenewals(ctx: Ctx, input: RenewalListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "order:read");
  const acting = ctx;
  const within = input.within ?? "90";
  await withTx(acting, async () => audit(acting, { noun: "order", nounId: null, act: "order.export_renewals", detail: { within } }));
  const [cellsOf, { add, sums }] = [writer(acting.locale), csvSums()];
  yield* csvFile({
    columns: heads.map((head) => csvHead(acting.locale, head)),
    pageAfter: async (cursor) => {
      const { rows, next } = await withRead(acting, (tx) => pageOfRenewals(tx, acting, { ...input, cursor }, 1000));
      for (const { currency, amountFen } of rows) add("amount", currency, amountFen);
      return { lines: rows.map(cellsOf), next };
    },
    manifest: () => ({ sums: sums(), filter: JSON.stringify({ within }) }),
  });
}
