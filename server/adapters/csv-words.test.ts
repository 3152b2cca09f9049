import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/locale";
import { type CsvHead, csvHead } from "./csv-words";
import { textOf } from "./messages";

/** A table's headings, by column or in a row, or those of several tables. */
type Heads = readonly CsvHead[] | Readonly<Record<string, CsvHead | readonly CsvHead[]>>;

const modules = join(import.meta.dirname, "../modules");
const files = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter((file) => /^export-.*(?<!test)\.ts$/.test(basename(file)));
const isHead = (one: CsvHead | readonly CsvHead[]): one is CsvHead => typeof one[0] === "string";

async function tablesOf(file: string): Promise<readonly (readonly CsvHead[])[]> {
  const { heads } = (await import(/* @vite-ignore */ join(modules, file))) as { heads?: Heads };
  const found = Object.values(heads ?? {}) as (CsvHead | readonly CsvHead[])[];
  const single = found.filter(isHead);
  return single.length > 0 ? [single] : found.filter((one): one is readonly CsvHead[] => !isHead(one));
}

describe("what a file's columns are called", () => {
  it("is looked at in every export there is", () => expect(files.length).toBeGreaterThanOrEqual(8));

  it.each(files)("%s says in both languages, each column by a name of its own", async (file) => {
    const tables = await tablesOf(file);
    expect(tables.flat().length).toBeGreaterThan(0);
    for (const table of tables) {
      for (const locale of LOCALES) {
        expect(table.filter(([key]) => textOf(locale, key) === null)).toEqual([]);
        const names = table.map((head) => csvHead(locale, head));
        expect(names.filter((name) => /[\u4e00-\u9fff]/.test(name) === (locale === "en"))).toEqual([]);
        expect(names).toEqual([...new Set(names)]);
      }
    }
    // A module is compiled with all it needs the first time it is asked for.
  }, 60_000);
});
