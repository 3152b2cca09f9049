import { type CsvEncoding, type CsvSeparator, csvSeparators, decodeCsv, readCsv, separatorOf, withoutGuard } from "@/server/adapters/csv";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { loadCleanFile } from "@/server/modules/file";

export type ImportFile = { readonly fileId: string; readonly orgId: string; readonly name: string; readonly encoding: CsvEncoding; readonly separator: CsvSeparator; readonly text: string };

/** The text of an uploaded table and how it is cut; refused when it is no text in an encoding known here. */
export async function readImportFile(ctx: Ctx, fileId: string): Promise<ImportFile> {
  const file = await loadCleanFile(ctx, fileId, "import");
  const read = decodeCsv(file.bytes);
  if (!read) throw invalid("import.errors.encoding");
  return { fileId: file.id, orgId: file.orgId, name: file.name, ...read, separator: separatorOf(read.text) };
}

export type Line = { readonly line: number; readonly cells: string[] };
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");

/** Rows that hold anything, with their number as a spreadsheet counts (the header is the first of them). Throws UnreadableCsv. */
export async function* linesOf({ text, separator }: Pick<ImportFile, "text" | "separator">): AsyncGenerator<Line> {
  let line = 0;
  for await (const cells of readCsv(text, separator)) {
    line += 1;
    if (!isBlank(cells)) yield { line, cells: cells.map(withoutGuard) };
  }
}

/** The separator as kept in the database. */
export const separatorKept = (text: string): CsvSeparator => csvSeparators.find((one) => one === text) ?? ",";
