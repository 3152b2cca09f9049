import { fenToDecimalString } from "@/lib/money";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { type Transaction, type TransactionListInput, transactionListInput } from "./contract";
import { pageOfTransactions } from "./read-transactions";

const columns = ["order", "line", "type", "product", "class", "placed_at", "currency", "amount", "share", "supervision", "repayment", "effective_at", "period", "statement", "waits_for"] as const;

/** A cell that no spreadsheet takes for a formula; quotes doubled. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rowOf(row: Transaction, english: boolean): string {
  const cells = [row.orderNumber, row.lineNumber, row.orderType, english ? row.productEn || row.product : row.product, row.productClass, row.placedAt, row.currency, fenToDecimalString(BigInt(row.amountFen)), fenToDecimalString(BigInt(row.shareFen)), row.supervision, row.repayment, row.effectiveAt ?? "", row.period ?? "", row.statementNumber ?? "", row.blockedBy.join(" ")];
  return cells.map(cell).join(",");
}

/** The acting company's transactions exactly as filtered, as CSV text, a thousand lines at a time. */
export async function* exportTransactions(ctx: Ctx, given: TransactionListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "settlement:read");
  const acting = ctx;
  const input = transactionListInput.parse({ ...given, cursor: undefined });
  await withTx(acting, async () => audit(acting, { noun: "settlement", nounId: null, act: "settlement.export_transactions", detail: { filter: input } }));
  // The mark at the start tells spreadsheets that the text is UTF-8.
  yield `\uFEFF${columns.join(",")}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await withRead(acting, (tx) => pageOfTransactions(tx, acting, { ...input, cursor }, 1000));
    yield page.rows.map((row) => `${rowOf(row, acting.locale === "en")}\r\n`).join("");
    cursor = page.next ?? undefined;
  } while (cursor);
}
