import type { Locale } from "@/lib/locale";
import { fenToDecimalString } from "@/lib/money";
import { regionName } from "@/lib/regions";
import { deliveryModes, demandLifecycle, demandSources } from "@/lib/states/demand";
import { csvFile, type CsvPage } from "@/server/adapters/csv-file";
import { beijingEnd, beijingMinute, type CsvHead, csvHead, csvWords, stateWords } from "@/server/adapters/csv-words";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { rowsAhead } from "@/server/kernel/rows-ahead";
import { withTx } from "@/server/kernel/tx";
import type { DemandFilter } from "./contract-list";
import { filterFor, wonFen } from "./read";

const instant = (column: string) => beijingMinute(`d.${column}`);

/** Each column with the text of its cell, written by the database: `$5` is the reader's language. */
const cells = {
  number: "d.number",
  name: "d.name",
  status: "d.status",
  source: "d.source",
  submitter: "app.in_language($5, submitter.name_zh, submitter.name_en)",
  seller: "app.in_language($5, seller.name_zh, seller.name_en)",
  salesperson: "d.seller_person_name",
  products: "array_to_string(found.product_names, ' / ')",
  delivery_mode: "d.delivery_mode",
  region: "d.region",
  budget_cny: "(d.budget_fen::numeric / 100)::numeric(20, 2)::text",
  won_cny: `((${wonFen})::numeric / 100)::numeric(20, 2)::text`,
  expected_signing_date: "d.expected_signing_date::text",
  submitted_at: instant("submitted_at"),
  due_at: beijingEnd("d.due_at"),
  next_step_on: "d.next_step_on::text",
  last_progress_at: instant("last_progress_at"),
  created_at: instant("created_at"),
} as const;
const columns = Object.keys(cells);
const regionAt = columns.indexOf("region");

/** The columns' headings. */
export const heads: Readonly<Record<keyof typeof cells, CsvHead>> = {
  number: ["demand.field.number"],
  name: ["demand.field.name"],
  status: ["demand.field.status"],
  source: ["demand.field.source"],
  submitter: ["demand.field.submitter"],
  seller: ["demand.field.seller"],
  salesperson: ["demand.list.person"],
  products: ["demand.field.products"],
  delivery_mode: ["demand.field.deliveryMode"],
  region: ["demand.list.region"],
  budget_cny: ["demand.field.budget", "yuan"],
  won_cny: ["demand.detail.won", "yuan"],
  expected_signing_date: ["demand.field.signing"],
  submitted_at: ["demand.field.submitted", "beijing"],
  due_at: ["demand.field.due", "beijing"],
  next_step_on: ["demand.list.nextStepOn"],
  last_progress_at: ["demand.list.lastProgress", "beijing"],
  created_at: ["demand.field.created", "beijing"],
};

/** Words of the reader's language for the cells that hold one of ours, by their place in a row. */
function wordsIn(locale: Locale): readonly (readonly [place: number, words: ReadonlyMap<string, string>])[] {
  return [[columns.indexOf("status"), stateWords(locale, demandLifecycle)], [columns.indexOf("source"), csvWords(locale, "demand.source", demandSources)], [columns.indexOf("delivery_mode"), csvWords(locale, "demand.deliveryMode", deliveryModes)]];
}

const texts = Object.values(cells).map((cell) => `coalesce(${cell}, '')`);

const drawn = {
  name: "demand_export",
  finder: "app.find_demand",
  each: 2000,
  text: `
    select ${texts.join(", ")}, coalesce(d.budget_fen, 0)::text
    from app.demand_page($1::jsonb, $2::integer, $3::text, $4::uuid, $5::text) as found
      join demand d on d.id = found.id join org submitter on submitter.id = d.submitter_org_id left join org seller on seller.id = d.seller_org_id
    order by found.place`,
} as const;

async function pageAfter(ctx: OrgCtx, filter: Readonly<Record<string, unknown>>, cursor: string | undefined, asked: (budget: bigint) => void): Promise<CsvPage> {
  const { rows, next } = await rowsAhead(ctx, drawn, filter, cursor);
  return { lines: rows.then((found) => linesOf(ctx, found, asked)), next };
}

function linesOf(ctx: OrgCtx, rows: string[][], asked: (budget: bigint) => void): string[][] {
  const words = wordsIn(ctx.locale);
  for (const row of rows) {
    asked(BigInt(row[columns.length] ?? 0));
    for (const [place, said] of words) row[place] = said.get(row[place] ?? "") ?? "";
    row[regionAt] = regionName(ctx, row[regionAt] ?? "");
  }
  return rows.map((row) => row.slice(0, columns.length));
}

/**
 * The company's demand exactly as filtered, in the list's order, as CSV text in the reader's words; nothing of customers in it. The last line is
 * its manifest: rows, their budgets' sum, the filter, and the SHA-256 of every byte before that line.
 */
export async function* exportDemand(ctx: Ctx, input: DemandFilter): AsyncGenerator<string> {
  authorize(ctx, "demand:read");
  const acting = ctx;
  const narrowed = filterFor(acting, input);
  const filter = JSON.stringify(narrowed);
  await withTx(acting, async () => audit(acting, { noun: "demand", nounId: null, act: "demand.export", detail: { filter } }));
  let budget = 0n;
  yield* csvFile({
    columns: Object.values(heads).map((head) => csvHead(acting.locale, head)),
    pageAfter: (cursor) => pageAfter(acting, narrowed, cursor, (fen) => (budget += fen)),
    manifest: () => ({ sums: { budget_cny: fenToDecimalString(budget) }, filter }),
  });
}
