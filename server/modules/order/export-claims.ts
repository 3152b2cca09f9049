import { fenToDecimalString } from "@/lib/money";
import { csvMark, writeCsv } from "@/server/adapters/csv";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import type { ClaimListInput, ClaimRow } from "./contract-claim";
import { pageOfClaims } from "./read-claims";

const columns = ["number", "order", "status", "partner", "seller", "amount", "due_at", "created_at", "decided_at"] as const;

function rowOf(row: ClaimRow): string[] {
  const amount = row.amountFen === null ? "" : fenToDecimalString(BigInt(row.amountFen));
  return [row.number, row.orderNumber, row.status, row.partnerName, row.sellerName, amount, row.dueAt ?? "", row.createdAt, row.decidedAt ?? ""];
}

/** The claims exactly as listed, as CSV text, a thousand at a time. */
export async function* exportClaims(ctx: Ctx, input: ClaimListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "claim:read");
  const acting = ctx;
  await withTx(acting, async () => audit(acting, { noun: "claim", nounId: null, act: "claim.export", detail: { status: input.status ?? "all" } }));
  yield csvMark + writeCsv([columns]);
  let cursor: string | undefined;
  do {
    const page = await withRead(acting, (tx) => pageOfClaims(tx, acting, { ...input, cursor }, 1000));
    if (page.rows.length > 0) yield writeCsv(page.rows.map((row) => rowOf(row)));
    cursor = page.next ?? undefined;
  } while (cursor);
}
