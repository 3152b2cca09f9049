import { createHash } from "node:crypto";
import { fenToDecimalString } from "@/lib/money";
import { csvMark, writeCsv } from "./csv";

type Lines = readonly (readonly string[])[];
/** Some rows of a file, each cell as text, perhaps still on their way; and where the next ones begin. */
export type CsvPage = { readonly lines: Lines | Promise<Lines>; readonly next: string | null };

type CsvFile = {
  readonly columns: readonly string[];
  readonly pageAfter: (cursor: string | undefined) => Promise<CsvPage>;
  /** What the manifest says besides rows and digest, asked for once all rows are written. */
  readonly manifest: () => { readonly sums: Readonly<Record<string, string>>; readonly filter: string; /** What the figures mean, in words. */ readonly says?: string };
};

/**
 * A CSV file of any length in little memory: the next page is being read while this one is read and written, and no more. The
 * last line is its manifest: how many rows, their sums, the SHA-256 of every byte before that line, and the filter.
 */
export async function* csvFile({ columns, pageAfter, manifest }: CsvFile): AsyncGenerator<string> {
  const digest = createHash("sha256");
  const written = (text: string) => {
    digest.update(text);
    return text;
  };
  let ahead = begun(pageAfter(undefined));
  yield written(csvMark + writeCsv([columns]));
  let rows = 0;
  for (let more = true; more; ) {
    const page = await ahead;
    more = page.next !== null;
    if (page.next !== null) ahead = begun(pageAfter(page.next));
    const lines = await page.lines;
    rows += lines.length;
    if (lines.length > 0) yield written(writeCsv(lines));
  }
  const { sums, filter, says } = manifest();
  const figures = Object.entries(sums).map(([name, sum]) => `${name}=${sum}`);
  yield writeCsv([["# manifest", `rows=${rows}`, ...figures, `sha256=${digest.digest("hex")}`, `filter=${filter}`, ...(says ? [says] : [])]]);
}

/** Adds up what a file's rows come to, each currency apart: `amount_cny`. */
export function csvSums(): { readonly add: (name: string, currency: string, fen: string) => void; readonly sums: () => Readonly<Record<string, string>> } {
  const found = new Map<string, bigint>();
  const add = (name: string, currency: string, fen: string) => {
    const key = `${name}_${currency.toLowerCase()}`;
    found.set(key, (found.get(key) ?? 0n) + BigInt(fen));
  };
  return { add, sums: () => Object.fromEntries([...found].map(([name, fen]) => [name, fenToDecimalString(fen)])) };
}

/** A reader who leaves early waits for nothing more: what then fails is nobody's concern. */
function begun(page: Promise<CsvPage>): Promise<CsvPage> {
  page.then(({ lines }) => lines).catch(() => undefined);
  return page;
}
