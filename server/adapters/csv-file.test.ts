import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { csvFile, type CsvPage } from "./csv-file";

/** A source of five pages, two rows each; `lines` says how their rows come, and `begun` holds which were asked for. */
function source(lines: (page: number) => CsvPage["lines"]) {
  const begun: number[] = [];
  const pageAfter = async (cursor: string | undefined): Promise<CsvPage> => {
    const page = Number(cursor ?? 1);
    begun.push(page);
    return { lines: lines(page), next: page < 5 ? String(page + 1) : null };
  };
  return { begun, file: csvFile({ columns: ["页", "行"], pageAfter, manifest: () => ({ sums: { pages: String(begun.length) }, filter: "{}" }) }) };
}
const rowsOf = (page: number) => [1, 2].map((row) => [String(page), String(row)]);

describe("a CSV file", () => {
  it("has its pages in their order, however late the rows of one come, and a manifest over every byte before it", async () => {
    const late = new Map<number, () => void>();
    const { file } = source((page) => (page % 2 ? rowsOf(page) : new Promise((come) => late.set(page, () => come(rowsOf(page))))));
    const parts: string[] = [];
    for (;;) {
      const next = file.next();
      late.forEach((come) => come());
      const { value, done } = await next;
      if (done) break;
      parts.push(value);
    }
    const lines = parts.join("").trimEnd().split("\r\n");
    expect(lines.slice(1, -1)).toEqual([1, 2, 3, 4, 5].flatMap((page) => rowsOf(page).map((row) => row.join())));
    const digest = createHash("sha256").update(parts.slice(0, -1).join("")).digest("hex");
    expect(lines.at(-1)).toBe(`# manifest,rows=10,pages=5,sha256=${digest},filter={}`);
  });

  it("reads one page ahead of its reader and no more", async () => {
    const { begun, file } = source(rowsOf);
    const ahead: number[] = [];
    for await (const part of file) if (part) ahead.push(begun.length);
    // The heading, then the pages one by one, then the manifest.
    expect(ahead).toEqual([1, 2, 3, 4, 5, 5, 5]);
  });

  it("fails with the page that fails, and is silent about what nobody waits for any more", async () => {
    const broken = (page: number) => (page === 2 ? Promise.reject(new Error("page 2")) : rowsOf(page));
    const whole = source(broken).file;
    const read = async () => {
      for await (const part of whole) expect(part).not.toContain("2,1");
    };
    await expect(read()).rejects.toThrow("page 2");
    const left = source(broken).file;
    await left.next();
    await left.next();
    await left.return(undefined);
  });
});
