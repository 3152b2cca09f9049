import { fenToDecimalString } from "@/lib/money";
import { csvMark, writeCsv } from "@/server/adapters/csv";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { type Transaction, type TransactionListInput, transactionListInput } from "./contract";
import { pageOfTransactions } from "./read-transactions";

const columns = ["order", "line", "type", "product", "class", "placed_at", "currency", "amount", "share", "supervision", "repayment", "effective_at", "period", "statement", "waits_for"] as const;

function rowOf(row: Transaction, english: boolean): string[] {
  return [row.orderNumber, row.lineNumber, row.orderType, english ? row.productEn || row.product : row.product, row.productClass, row.placedAt, row.currency, fenToDecimalString(BigInt(row.amountFen)), fenToDecimalString(BigInt(row.shareFen)), row.supervision, row.repayment, row.effectiveAt ?? "", row.period ?? "", row.statementNumber ?? "", row.blockedBy.join(" ")];
}

/** The acting company's transactions exactly as filtered, as CSV text, a thousand lines at a time. */
export async function* exportTransactions(ctx: Ctx, given: TransactionListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "settlement:read");
  const acting = ctx;
  const input = transactionListInput.parse({ ...given, cursor: undefined });
  await withTx(acting, async () => audit(acting, { noun: "settlement", nounId: null, act: "settlement.export_transactions", detail: { filter: input } }));
  yield csvMark + writeCsv([columns]);
  let cursor: string | undefined;
  do {
    const page = await withRead(acting, (tx) => pageOfTransactions(tx, acting, { ...input, cursor }, 1000));
    yield writeCsv(page.rows.map((row) => rowOf(row, acting.locale === "en")));
    cursor = page.next ?? undefined;
  } while (cursor);
}
