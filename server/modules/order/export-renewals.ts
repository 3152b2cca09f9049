import { fenToDecimalString } from "@/lib/money";
import { csvMark, writeCsv } from "@/server/adapters/csv";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import type { RenewalListInput, RenewalRow } from "./contract-renewal";
import { pageOfRenewals } from "./read-renewals";

const columns = ["order", "line", "product", "specification", "customer", "customer_account", "seller", "currency", "amount", "expires_at", "credited", "rule", "reason", "share"] as const;

function rowOf(row: RenewalRow): string[] {
  const share = row.shareBp === null ? "" : (row.shareBp / 100).toFixed(2);
  return [row.orderNumber, row.lineNumber, row.productName, row.specName, row.customerName, row.customerAccount, row.sellerName, row.currency, fenToDecimalString(BigInt(row.amountFen)), row.expiresAt, row.creditedName ?? "", row.rule, row.reason, share];
}

/** The radar exactly as shown, as CSV text, a thousand lines at a time. */
export async function* exportRenewals(ctx: Ctx, input: RenewalListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "order:read");
  const acting = ctx;
  await withTx(acting, async () => audit(acting, { noun: "order", nounId: null, act: "order.export_renewals", detail: { within: input.within ?? "90" } }));
  yield csvMark + writeCsv([columns]);
  let cursor: string | undefined;
  do {
    const page = await withRead(acting, (tx) => pageOfRenewals(tx, acting, { ...input, cursor }, 1000));
    if (page.rows.length > 0) yield writeCsv(page.rows.map((row) => rowOf(row)));
    cursor = page.next ?? undefined;
  } while (cursor);
}
