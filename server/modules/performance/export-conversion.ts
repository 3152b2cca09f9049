import { csvFile } from "@/server/adapters/csv-file";
import { type CsvHead, csvHead } from "@/server/adapters/csv-words";
import { textOf } from "@/server/adapters/messages";
import { formatPeriod, parsePeriod } from "@/lib/dates";
import { fenToDecimalString } from "@/lib/money";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { type Conversion, type ConversionFigures, type ConversionInput, type ConversionRow, type ConversionTable, conversionColumns, conversionGroups, hasTotals, partOf, ratesOf } from "./contract-conversion";
import { demandConversion } from "./read-conversion";

type Say = (key: string) => string;
type Table = { readonly columns: readonly string[]; readonly lines: readonly (readonly string[])[] };

/** The table of groups' headings, by what they are grouped. */
const groupHeads = (by: Conversion["by"]): CsvHead[] => [
  [`conversion.group.${by}`],
  ...conversionColumns.map((stage): CsvHead => [`conversion.stage.${stage}`]),
  ["conversion.column.acceptance", "percent"],
  ["conversion.column.win", "percent"],
  ["conversion.column.accept", "hours"],
  ["conversion.budget", "yuan"],
  ["conversion.wonAmount", "yuan"],
];
const reasonHeads: readonly CsvHead[] = [["conversion.reason"], ["conversion.how"], ["conversion.count"], ["conversion.part", "percent"], ["conversion.budget", "yuan"]];
/** Every table's headings: by what it groups, and why demand was not won. */
export const heads = { ...(Object.fromEntries(conversionGroups.map((by) => [by, groupHeads(by)])) as Record<Conversion["by"], CsvHead[]>), reasons: reasonHeads };

const percent = (bp: number | null) => (bp === null ? "" : (bp / 100).toFixed(2));
const hours = (seconds: number | null) => (seconds === null ? "" : (seconds / 3600).toFixed(2));
const yuan = (fen: string) => fenToDecimalString(BigInt(fen));

function nameOf(ctx: Ctx, say: Say, by: Conversion["by"], row: ConversionRow): string {
  if (row.key === "") return say(`conversion.none.${by}`);
  const month = by === "month" ? parsePeriod(row.key) : null;
  if (month) return formatPeriod(month, ctx.locale);
  return by === "source" ? say(`demand.source.${row.key}`) : row.label;
}

/** The page's table of groups, cell by cell; no total where a demand stands in several rows. */
function groupsOf(ctx: Ctx, say: Say, shown: Conversion): Table {
  const cells = (name: string, figures: ConversionFigures) => {
    const { acceptance, win } = ratesOf(figures);
    return [name, ...conversionColumns.map((stage) => String(figures.count[stage])), percent(acceptance), percent(win), hours(figures.medianSeconds.accept), yuan(figures.amountFen.submitted), yuan(figures.amountFen.won)];
  };
  const columns = heads[shown.by].map((head) => csvHead(ctx.locale, head));
  const rows = shown.groups.map((row) => cells(nameOf(ctx, say, shown.by, row), row));
  return { columns, lines: hasTotals(shown.by) ? [...rows, cells(say("conversion.total"), shown.total)] : rows };
}

/** The page's table of why demand came to no deal. */
function reasonsOf(ctx: Ctx, say: Say, { reasons }: Conversion): Table {
  const all = reasons.reduce((sum, one) => sum + one.count, 0);
  const columns = heads.reasons.map((head) => csvHead(ctx.locale, head));
  const lines = reasons.map(({ status, code, count, amountFen }) => {
    const why = status === "lapsed" ? "conversion.unanswered" : `demand.${status === "rejected" ? "rejectReason" : "lostReason"}.${code}`;
    return [say(why), say(`conversion.end.${status}`), String(count), percent(partOf(count, all)), yuan(amountFen)];
  });
  return { columns, lines: [...lines, [say("conversion.total"), "", String(all), "", ""]] };
}

/**
 * One table of the conversion page as CSV text: its rows, columns and units. The last line is the manifest: rows, span, SHA-256
 * of every byte before it, filter, and what the cohort takes in.
 */
export async function* exportConversion(ctx: Ctx, input: ConversionInput = {}, table: ConversionTable = "groups"): AsyncGenerator<string> {
  authorize(ctx, "demand:read");
  const acting = ctx;
  const say: Say = (key) => textOf(acting.locale, key) ?? key.split(".").at(-1) ?? key;
  const shown = await demandConversion(acting, input);
  await withTx(acting, async () => audit(acting, { noun: "performance", nounId: null, act: "performance.export_conversion", detail: { filter: input, table } }));
  const { columns, lines } = table === "reasons" ? reasonsOf(acting, say, shown) : groupsOf(acting, say, shown);
  const { cohort, from, to, asOf } = shown;
  yield* csvFile({
    columns,
    pageAfter: async () => ({ lines, next: null }),
    manifest: () => ({ sums: { from, to, as_of: asOf }, filter: JSON.stringify({ ...input, cohort }), says: `${say(`conversion.definition.${cohort}`)} ${say("conversion.definition.all")}` }),
  });
}
