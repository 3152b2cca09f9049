import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { fold } from "@/lib/text";

export const csvEncodings = ["utf-8", "gb18030"] as const;
export type CsvEncoding = (typeof csvEncodings)[number];
export const csvSeparators = [",", ";", "\t"] as const;
export type CsvSeparator = (typeof csvSeparators)[number];

/** The mark at a file's start by which spreadsheets know that its text is UTF-8. */
export const csvMark = "\uFEFF";

/** Text under these bytes: UTF-8 with or without its mark, else GB18030; null when they are neither, or no text. */
export function decodeCsv(bytes: Uint8Array): { readonly text: string; readonly encoding: CsvEncoding } | null {
  for (const encoding of csvEncodings) {
    const text = decoded(bytes, encoding);
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
    if (text !== null) return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : { text, encoding };
  }
  return null;
}

function decoded(bytes: Uint8Array, encoding: CsvEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The separator that cuts the first line into most cells, quoted ones left whole; a comma when none does. */
export function separatorOf(text: string): CsvSeparator {
  const end = /[^\r\n]/.exec(text)?.index ?? 0;
  const counts = new Map<string, number>(csvSeparators.map((separator) => [separator, 0]));
  let quoted = false;
  for (const letter of text.slice(end, end + 100_000)) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "\n" || letter === "\r")) break;
    else if (!quoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return csvSeparators.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
}

/** A file that cannot be read on; `row` counts from 1, the header included. */
export class UnreadableCsv extends Error {
  constructor(
    readonly reason: "quotes" | "cell",
    readonly row: number,
  ) {
    super(`row ${row} cannot be read: ${reason}`);
    this.name = "UnreadableCsv";
  }
}

/** The largest cell, in characters; a longer one is a quote that was never closed. */
const longestCell = 65_536;
const sliceSize = 65_536;

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += sliceSize) yield text.slice(at, at + sliceSize);
}

/**
 * The rows of a file one by one, the header first, without ever holding up other work for long; blank rows come as
 * `[""]`, so that counting rows is counting as a spreadsheet does. Throws UnreadableCsv.
 */
export async function* readCsv(text: string, separator: CsvSeparator): AsyncGenerator<string[]> {
  const parser = parse({ delimiter: separator, bom: true, relax_column_count: true, relax_quotes: true, record_delimiter: ["\r\n", "\n", "\r"], max_record_size: longestCell * 20 });
  const source = Readable.from(slices(text), { objectMode: false, encoding: "utf8" });
  source.once("error", (error) => parser.destroy(error)).pipe(parser);
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      if (record.some((cell) => cell.length > longestCell)) throw new UnreadableCsv("cell", row);
      yield record;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableCsv(error.code === "CSV_MAX_RECORD_SIZE" ? "cell" : "quotes", Number(error["records"] ?? row) + 1);
    throw error;
  } finally {
    source.destroy();
  }
}

/** Text a spreadsheet would run instead of show, full-width signs included; plain negative numbers are let be. */
const isFormula = (cell: string) => /^[\t\r\n]/.test(cell) || (/^[=+\-@]/.test(fold(cell)) && !/^-?\d+(\.\d+)?$/.test(cell));

/** A cell as written by `writeCsv` and read back: without the mark that kept a spreadsheet from running it. */
export const withoutGuard = (cell: string): string => (cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell);

/** Nothing, or a letter, figure or character first that no folding makes a sign of. */
const isHarmless = /^(?:$|[0-9A-Za-z\u4e00-\u9fff])/;

function cellOf(cell: string, quoted: RegExp): string {
  const safe = isHarmless.test(cell) || !isFormula(cell) ? cell : `'${cell}`;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const quotedBy: Readonly<Record<CsvSeparator, RegExp>> = { ",": /[",\r\n]/, ";": /[";\r\n]/, "\t": /["\t\r\n]/ };

/** Rows as CSV text, each line ended by CRLF; no cell is taken for a formula by any spreadsheet. */
export function writeCsv(rows: readonly (readonly string[])[], separator: CsvSeparator = ","): string {
  const quoted = quotedBy[separator];
  return rows.map((row) => `${row.map((cell) => cellOf(cell, quoted)).join(separator)}\r\n`).join("");
}
