import { formatPeriod, parsePeriod } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { fenToDecimalString } from "@/lib/money";
import { named } from "@/lib/names";
import { orderTypes, supervisionStates } from "@/lib/states/order";
import { productClasses } from "@/lib/states/product";
import { blockReasons } from "@/lib/states/settlement";
import { csvFile, csvSums } from "@/server/adapters/csv-file";
import { beijingText, type CsvHead, csvHead, csvWords, stateWords } from "@/server/adapters/csv-words";
import { textOf } from "@/server/adapters/messages";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { repaymentStates, type Transaction, type TransactionListInput, transactionListInput } from "./contract";
import { pageOfTransactions } from "./read-transactions";

/** The columns' headings; amounts are in the currency beside them. */
export const heads = {
  order: ["transaction.column.order"],
  line: ["order.field.line"],
  type: ["transaction.column.type"],
  product: ["transaction.column.product"],
  class: ["order.field.class"],
  placed_at: ["transaction.column.placed", "beijing"],
  currency: ["transaction.column.currency"],
  amount: ["transaction.column.amount"],
  share: ["transaction.column.share"],
  supervision: ["transaction.column.supervision"],
  repayment: ["transaction.filter.repayment"],
  effective_at: ["order.field.effective", "beijing"],
  period: ["transaction.column.period"],
  statement: ["transaction.column.statement"],
  waits_for: ["transaction.column.waitsFor"],
} as const satisfies Record<string, CsvHead>;

/** Writes a row's cells in the reader's words, in the headings' order. */
function writer(locale: Locale): (row: Transaction) => string[] {
  const [types, classes] = [csvWords(locale, "transaction.type", orderTypes), csvWords(locale, "settlement.class", productClasses)];
  const [supervision, repayment] = [stateWords(locale, { states: supervisionStates }), csvWords(locale, "transaction.repayment", repaymentStates)];
  const reasons = new Map<string, string>(blockReasons.map((reason) => [reason, textOf(locale, `settlement.reason.${reason}.short`) ?? reason]));
  const month = (text: string | null) => {
    const known = text === null ? null : parsePeriod(text);
    return known ? formatPeriod(known, locale) : "";
  };
  const cells: Record<keyof typeof heads, (row: Transaction) => string> = {
    order: (row) => row.orderNumber,
    line: (row) => row.lineNumber,
    type: (row) => types.get(row.orderType) ?? "",
    product: (row) => named({ locale }, row.product, row.productEn),
    class: (row) => classes.get(row.productClass) ?? "",
    placed_at: (row) => beijingText(row.placedAt),
    currency: (row) => row.currency,
    amount: (row) => fenToDecimalString(BigInt(row.amountFen)),
    share: (row) => fenToDecimalString(BigInt(row.shareFen)),
    supervision: (row) => supervision.get(row.supervision) ?? "",
    repayment: (row) => repayment.get(row.repayment) ?? "",
    effective_at: (row) => beijingText(row.effectiveAt),
    period: (row) => month(row.period),
    statement: (row) => row.statementNumber ?? "",
    waits_for: (row) => row.blockedBy.map((reason) => reasons.get(reason) ?? "").join(" / "),
  };
  const inOrder = (Object.keys(heads) as (keyof typeof heads)[]).map((name) => cells[name]);
  return (row) => inOrder.map((cell) => cell(row));
}

/**
 * The acting company's transactions exactly as filtered, as CSV text in the reader's words, a thousand lines at a time. The last
 * line is its manifest: rows, sums by currency, the filter, and the SHA-256 of every byte before that line.
 */
export async function* exportTransactions(ctx: Ctx, given: TransactionListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "settlement:read");
  const acting = ctx;
  const input = transactionListInput.parse({ ...given, cursor: undefined });
  await withTx(acting, async () => audit(acting, { noun: "settlement", nounId: null, act: "settlement.export_transactions", detail: { filter: input } }));
  const [cellsOf, { add, sums }] = [writer(acting.locale), csvSums()];
  yield* csvFile({
    columns: Object.values(heads).map((head) => csvHead(acting.locale, head)),
    pageAfter: async (cursor) => {
      const { rows, next } = await withRead(acting, (tx) => pageOfTransactions(tx, acting, { ...input, cursor }, 1000));
      for (const { currency, amountFen, shareFen } of rows) {
        add("amount", currency, amountFen);
        add("share", currency, shareFen);
      }
      return { lines: rows.map(cellsOf), next };
    },
    manifest: () => ({ sums: sums(), filter: JSON.stringify(input) }),
  });
}
