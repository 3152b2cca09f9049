import type { Locale } from "@/lib/locale";
import { fenToDecimalString } from "@/lib/money";
import { claimLifecycle } from "@/lib/states/order";
import { csvFile, csvSums } from "@/server/adapters/csv-file";
import { beijingEndText, beijingText, type CsvHead, csvHead, stateWords } from "@/server/adapters/csv-words";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import type { ClaimListInput, ClaimRow } from "./contract-claim";
import { pageOfClaims } from "./read-claims";

/** The columns' headings. */
export const heads: readonly CsvHead[] = [
  ["claim.field.number"],
  ["claim.field.order"],
  ["claim.field.status"],
  ["claim.field.partner"],
  ["claim.field.seller"],
  ["claim.field.amount", "yuan"],
  ["claim.field.due", "beijing"],
  ["claim.field.created", "beijing"],
  ["claim.field.decided", "beijing"],
];

/** Writes a row's cells in the reader's words, in the headings' order. */
function writer(locale: Locale): (row: ClaimRow) => string[] {
  const states = stateWords(locale, claimLifecycle);
  return (row) => [
    row.number,
    row.orderNumber,
    states.get(row.status) ?? "",
    row.partnerName,
    row.sellerName,
    row.amountFen === null ? "" : fenToDecimalString(BigInt(row.amountFen)),
    beijingEndText(row.dueAt),
    beijingText(row.createdAt),
    beijingText(row.decidedAt),
  ];
}

/**
 * The claims exactly as listed, as CSV text in the reader's words, a thousand at a time. The last line is its manifest: rows,
 * the orders' sum, the filter, and the SHA-256 of every byte before that line.
 */
export async function* exportClaims(ctx: Ctx, input: ClaimListInput = {}): AsyncGenerator<string> {
  authorize(ctx, "claim:read");
  const acting = ctx;
  const status = input.status ?? "all";
  await withTx(acting, async () => audit(acting, { noun: "claim", nounId: null, act: "claim.export", detail: { status } }));
  const [cellsOf, { add, sums }] = [writer(acting.locale), csvSums()];
  yield* csvFile({
    columns: heads.map((head) => csvHead(acting.locale, head)),
    pageAfter: async (cursor) => {
      const { rows, next } = await withRead(acting, (tx) => pageOfClaims(tx, acting, { ...input, cursor }, 1000));
      for (const { amountFen } of rows) add("amount", "CNY", amountFen ?? "0");
      return { lines: rows.map(cellsOf), next };
    },
    manifest: () => ({ sums: sums(), filter: JSON.stringify({ status }) }),
  });
}
