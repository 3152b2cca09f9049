import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/lib/locale";
import { supervisionStates } from "@/lib/states/order";
import { textOf } from "@/server/adapters/messages";

// What the code records is read from the code: an act, a noun or a fact without words fails here.
const files = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
const lines = files.flatMap((path) => readFileSync(`server/${path}`, "utf8").split("\n"));
const calls = lines.filter((line) => /\baudit\((ctx|acting|system|same), \{/.test(line));
const orders = lines.filter((line) => /\brecordAct\(tx, /.test(line));
const quoted = (text: string) => [...text.matchAll(/"([a-z_.]+)"/g)].map(([, word]) => word ?? "");
const acted = (line: string) => /\bact: (.*?)(?=, (parties|detail|at)\b| \}\)|$)/.exec(line)?.[1] ?? "";

/** Acts whose name is made at run time, and what it can become. */
const made: Readonly<Record<string, readonly string[]>> = {
  "`demand.${verb}`": ["demand.close_won", "demand.close_lost"],
  "`offer.${verb}`": ["offer.start", "offer.expire"],
  "`settlement.${verb}`": ["settlement.receive_invoice", "settlement.return_invoice", "settlement.accept_invoice"],
  '`fulfilment.${stopped ? "stop" : "fail"}`': ["fulfilment.stop", "fulfilment.fail"],
  "`order.${note.act}`": orders.flatMap((line) => quoted(acted(line)).map((act) => `order.${act}`)),
  "`supervision_${change.state}`": Object.keys(supervisionStates).map((state) => `order.supervision_${state}`),
};
const actsOf = (line: string) => (acted(line).startsWith("`") ? (made[acted(line)] ?? [acted(line)]) : quoted(acted(line)));
const acts = [...new Set([...calls, ...orders.filter((line) => acted(line).startsWith("`"))].flatMap(actsOf))].toSorted();
const nouns = [...new Set(calls.flatMap((line) => quoted(/noun: ("[a-z_]+")/.exec(line)?.[1] ?? "")))].toSorted();
const details = (line: string) => /\bdetail: (\{.*\}) \}\)/.exec(line)?.[1]?.slice(1, -1) ?? "";
const facts = [...new Set([...calls, ...orders].flatMap((line) => [...details(line).matchAll(/(?:^|[{,] ?) ?([a-zA-Z]+)(?=[:,]| ?$| \})/g)].map(([, name]) => name ?? "")))].toSorted();

test("the acts are found in the code", () => {
  expect(acts.length).toBeGreaterThan(130);
  expect(nouns).toContain("demand");
  expect(facts).toEqual(expect.arrayContaining(["number", "sellerOrgId", "reason", "totalFen", "validFrom", "answers"]));
});

describe.each(LOCALES)("in %s", (locale) => {
  const without = (shelf: string, words: readonly string[]) => words.filter((word) => textOf(locale, `audit.${shelf}.${word}`) === null);
  test("every act has words", () => expect(without("act", acts)).toEqual([]));
  test("every noun has a name", () => expect(without("record", nouns)).toEqual([]));
  test("every fact has a term", () => expect(without("fact", facts)).toEqual([]));
});
