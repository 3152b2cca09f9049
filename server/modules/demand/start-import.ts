import { and, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import { importBatch } from "@/db/schema";
import { tryParseYuan } from "@/lib/money";
import { UnreadableCsv } from "@/server/adapters/csv";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { type AppError, invalid, notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { importFields, importLimits, type Mapping } from "./contract-import";
import { type ImportFile, linesOf, readImportFile } from "./read-import-file";
import { fieldNames } from "./read-import-words";
import { guessMapping, readDay } from "./rules-import";

type Head = { readonly headers: string[]; readonly sample: string[][]; readonly totalRows: number };
const sampleRows = 3;
const longestSample = 80;

/** Refuses a first row that is no header: nothing in it, more columns than are taken, or data already. */
function checkHeader(headers: readonly string[]): void {
  if (headers.length > importLimits.columns) throw invalid("import.errors.tooManyColumns", { columns: headers.length, most: importLimits.columns });
  const data = headers.find((header) => header !== "" && (readDay(header) !== null || tryParseYuan(header).ok));
  if (data !== undefined) throw invalid("import.errors.noHeader", { cell: data.slice(0, 40) });
}

/** What a table's error is called towards the person who sent it. */
export function unreadable(error: unknown): AppError | null {
  if (!(error instanceof UnreadableCsv)) return null;
  return invalid(`import.errors.${error.reason}`, { row: error.row });
}

/** Reads the whole table once: its header, its first rows, and how many there are. */
async function headOf(file: ImportFile): Promise<Head> {
  let headers: string[] | null = null;
  const sample: string[][] = [];
  let totalRows = 0;
  for await (const { cells } of linesOf(file)) {
    if (!headers) {
      headers = cells.map((cell) => cell.trim().slice(0, importLimits.header));
      checkHeader(headers);
      continue;
    }
    totalRows += 1;
    if (totalRows > importLimits.rows) throw invalid("import.errors.tooManyRows", { most: importLimits.rows });
    if (sample.length < sampleRows) sample.push(headers.map((_header, at) => (cells[at] ?? "").slice(0, longestSample)));
  }
  if (!headers) throw invalid("import.errors.empty");
  if (totalRows === 0) throw invalid("import.errors.noRows");
  return { headers, sample, totalRows };
}

/** The columns as they were given the last time the company sent the same headers, else as the headers' names tell. */
async function mappingFor(tx: Tx, ctx: OrgCtx, headers: readonly string[]): Promise<Mapping> {
  const [last] = await tx
    .select({ mapping: importBatch.mapping })
    .from(importBatch)
    .where(and(eq(importBatch.orgId, ctx.org.id), ne(importBatch.status, "mapping"), isNotNull(importBatch.createdBy), eq(importBatch.headers, sql`${sql.param([...headers])}::text[]`)))
    .orderBy(desc(importBatch.createdAt))
    .limit(1);
  if (last && Object.keys(last.mapping).length > 0) return Object.fromEntries(importFields.flatMap((field) => (last.mapping[field] === undefined ? [] : [[field, last.mapping[field]]])));
  return guessMapping(headers, fieldNames());
}

/**
 * Takes an uploaded table of demand in: its columns are matched to fields as far as they tell, nothing is checked yet.
 * Refused with its reason when it is no table, has no header, no rows, or more than `importLimits`.
 */
export async function startImport(ctx: Ctx, input: { fileId: string }): Promise<{ batchId: string }> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  const acting = ctx;
  const file = await readImportFile(acting, input.fileId);
  if (file.orgId !== acting.org.id) throw notFound("file");
  const head = await headOf(file).catch((error: unknown) => {
    throw unreadable(error) ?? error;
  });
  return withTx(acting, async (tx) => {
    const [made] = await tx
      .insert(importBatch)
      .values({
        orgId: acting.org.id,
        number: sql`app.next_number('IM')`,
        fileId: file.fileId,
        fileName: file.name,
        status: "mapping",
        encoding: file.encoding,
        separator: file.separator,
        ...head,
        mapping: await mappingFor(tx, acting, head.headers),
        createdBy: acting.actor.kind === "person" ? acting.actor.id : null,
        createdByName: acting.actor.name,
      })
      .returning({ id: importBatch.id, number: importBatch.number });
    if (!made) throw notFound("import");
    audit(acting, { noun: "import", nounId: made.id, act: "import.start", detail: { number: made.number, rows: head.totalRows, encoding: file.encoding } });
    return { batchId: made.id };
  });
}
