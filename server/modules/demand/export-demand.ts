import { createHash } from "node:crypto";
import { fenToDecimalString } from "@/lib/money";
import { csvMark, writeCsv } from "@/server/adapters/csv";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import type { DemandFilter, DemandSummary } from "./contract-list";
import { filterFor, pageOfDemand } from "./read";

const columns = ["number", "name", "status", "source", "submitter", "seller", "salesperson", "products", "delivery_mode", "region", "budget_cny", "expected_signing_date", "submitted_at", "due_at", "next_step_on", "last_progress_at", "created_at"] as const;
const each = 1000;

function cellsOf(row: DemandSummary): Record<(typeof columns)[number], string | null> {
  return {
    number: row.number,
    name: row.name,
    status: row.status,
    source: row.source,
    submitter: row.submitterName,
    seller: row.sellerName,
    salesperson: row.sellerPersonName,
    products: row.productNames.join(" / "),
    delivery_mode: row.deliveryMode,
    region: row.region,
    budget_cny: row.budgetFen === null ? null : fenToDecimalString(BigInt(row.budgetFen)),
    expected_signing_date: row.expectedSigningDate,
    submitted_at: row.submittedAt,
    due_at: row.dueAt,
    next_step_on: row.nextStepOn,
    last_progress_at: row.lastProgressAt,
    created_at: row.createdAt,
  };
}

/**
 * The company's demand exactly as filtered, as CSV text, a thousand rows at a time; nothing of customers in it. The last
 * line is its manifest: how many rows, their budgets' sum, the filter, and the SHA-256 of every byte before that line.
 */
export async function* exportDemand(ctx: Ctx, input: DemandFilter): AsyncGenerator<string> {
  authorize(ctx, "demand:read");
  const acting = ctx;
  const filter = JSON.stringify(filterFor(acting, input));
  await withTx(acting, async () => audit(acting, { noun: "demand", nounId: null, act: "demand.export", detail: { filter } }));
  const digest = createHash("sha256");
  const written = (text: string) => {
    digest.update(text);
    return text;
  };
  yield written(csvMark + writeCsv([columns]));
  let [rows, budget] = [0, 0n];
  let cursor: string | undefined;
  do {
    const page = await pageOfDemand(acting, { ...input, cursor }, each);
    rows += page.rows.length;
    budget += page.rows.reduce((sum, { budgetFen }) => sum + BigInt(budgetFen ?? 0), 0n);
    if (page.rows.length > 0) {
      const lines = page.rows.map((row) => {
        const cells = cellsOf(row);
        return columns.map((column) => cells[column] ?? "");
      });
      yield written(writeCsv(lines));
    }
    cursor = page.next ?? undefined;
  } while (cursor);
  yield writeCsv([["# manifest", `rows=${rows}`, `budget_cny=${fenToDecimalString(budget)}`, `sha256=${digest.digest("hex")}`, `filter=${filter}`]]);
}
