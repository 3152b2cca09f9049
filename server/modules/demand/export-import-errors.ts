import { and, asc, eq, gt } from "drizzle-orm";
import { importRow } from "@/db/schema";
import { textOf } from "@/server/adapters/messages";
import { csvMark, writeCsv } from "@/server/adapters/csv";
import { type CsvHead, csvHead } from "@/server/adapters/csv-words";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import type { Locale } from "@/lib/locale";
import { withRead, withTx } from "@/server/kernel/tx";
import { importFields } from "./contract-import";
import { loadBatch, rowsRemoved } from "./read-import-batch";
import { separatorKept } from "./read-import-file";
import { fieldName } from "./read-import-words";
import type { CellNotes } from "./rules-import";

const chunkSize = 1000;
/** The heading behind the file's own columns. */
export const heads: readonly CsvHead[] = [["import.reason"]];

/** What is wrong with a row in one cell: the field's name and its sentence, field after field. */
function reasonOf(locale: Locale, errors: CellNotes): string {
  const sentences = importFields.flatMap((field) => {
    const note = errors[field];
    if (!note) return [];
    const value = note.value ?? "";
    const problem = textOf(locale, note.key, { value, maximum: value, minimum: value }) ?? note.key;
    return [textOf(locale, "import.result.at", { field: fieldName(locale, field), problem }) ?? problem];
  });
  return sentences.join(" ");
}

/** The rows that cannot be imported, in the columns they came in with the reason behind, as CSV text a thousand lines at a time. */
export async function* exportImportErrors(ctx: Ctx, input: { batchId: string }): AsyncGenerator<string> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  const acting = ctx;
  const batch = await withTx(acting, async (tx) => {
    const row = await loadBatch(tx, acting, input.batchId);
    if (rowsRemoved(row)) throw conflict("import.errors.rowsRemoved");
    audit(acting, { noun: "import", nounId: row.id, act: "import.export_errors", detail: { number: row.number, rows: row.badRows } });
    return row;
  });
  const separator = separatorKept(batch.separator);
  yield csvMark + writeCsv([[...batch.headers, ...heads.map((head) => csvHead(acting.locale, head))]], separator);
  for (let last: number | undefined = 0; last !== undefined; ) {
    const from: number = last;
    const rows = await withRead(acting, (tx) => tx.select().from(importRow).where(and(eq(importRow.batchId, batch.id), eq(importRow.state, "bad"), gt(importRow.line, from))).orderBy(asc(importRow.line)).limit(chunkSize));
    if (rows.length > 0) yield writeCsv(rows.map((row) => [...row.cells, reasonOf(acting.locale, row.errors)]), separator);
    last = rows.length === chunkSize ? rows.at(-1)?.line : undefined;
  }
}
