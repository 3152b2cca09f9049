import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scan } from "./scan";

const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";
const filesOf = (folder: string) => {
  const place = join(corpus, folder);
  return existsSync(place) ? readdirSync(place).map((name) => [name, readFileSync(join(place, name))] as const) : [];
};

describe.skipIf(!existsSync(corpus))("files of the world", () => {
  test("PDFs that act are found out", async () => {
    for (const [name, bytes] of filesOf("uploads/pdf-js")) expect([name, (await scan(bytes)).findings]).toEqual([name, expect.arrayContaining(["pdf_javascript"])]);
  });
  test("archives are archives, whatever they are called", async () => {
    for (const folder of ["uploads/zip", "invoices/ofd"]) for (const [name, bytes] of filesOf(folder)) expect([name, (await scan(bytes)).type]).toEqual([name, "application/zip"]);
  });
  test("real invoices in XML pass, every XML attack does not", async () => {
    for (const [name, bytes] of filesOf("invoices/xml")) expect([name, await scan(bytes)]).toEqual([name, { type: "application/xml", findings: [] }]);
    const attacks = readFileSync(join(corpus, "uploads/xxe-payloads.txt"), "utf8").split(/\n(?=<\?xml)/).slice(1);
    expect(attacks.length).toBeGreaterThan(5);
    for (const attack of attacks) {
      const { type, findings } = await scan(Buffer.from(attack));
      expect([attack, type === "unknown" || findings.length > 0]).toEqual([attack, true]);
    }
  });
});

test.each([
  ["", "unknown", ["empty"]],
  ["plain words", "text/plain", []],
  ["a\u0001b", "unknown", []],
  ["<!DOCTYPE html><p>x", "unknown", []],
  ["<svg onload='x'/>", "unknown", []],
  ["\ufeff<?xml version='1.0'?><a/>", "application/xml", []],
  ["<?xml version='1.0' encoding='GBK'?><a/>", "application/xml", ["xml_encoding"]],
  ["<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='x'/></a>", "application/xml", ["xml_include"]],
  ["%PDF-1.4 broken", "application/pdf", ["pdf_unreadable"]],
] as const)("by content: %j is %s", async (content, type, findings) => {
  expect(await scan(Buffer.from(content))).toEqual({ type, findings });
});

test("hidden names are read plainly", async () => {
  expect((await scan(Buffer.from("%PDF-1.4\n1 0 obj<</S/J#61vaScript/J#53(x)>>endobj"))).findings).toContain("pdf_javascript");
});
