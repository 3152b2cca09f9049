import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Texts that break programs which take them for something else: code, markup, paths, formats, numbers, odd letters. */
const own: readonly string[] = [
  "",
  " ",
  "null",
  "undefined",
  "NaN",
  "__proto__",
  "constructor",
  "-1",
  "1e309",
  "0x10",
  "999999999999999999999999999999",
  "<script>document.documentElement.dataset.naughty='yes'</script>",
  "<img src=x onerror=\"document.documentElement.dataset.naughty='yes'\">",
  "\"><svg onload=alert(1)>",
  "javascript:alert(1)",
  "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
  "{count, plural, other {#}} {name} '{'",
  "'; drop table person; --",
  "' or '1'='1",
  "%' escape '\\",
  "%00%0d%0aSet-Cookie:%20a=b",
  "../../../../etc/passwd",
  "C:\\con\\con",
  "$(sleep 9) `sleep 9` ; sleep 9 | sleep 9",
  "=HYPERLINK(\"http://x.example\",\"y\")",
  "line one\r\nline two\ttab",
  "a\u0000b",
  "half \uD83D surrogate",
  "\u202Eright to left\u202C",
  "\u200B\u200D\uFEFF",
  "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319 combining",
  "👩‍👩‍👧‍👦🏳️‍🌈🇨🇳",
  "表意文字 龘䶮𠮷 ﷽",
  "İstanbul ſ ß ﬃ Ⅷ ½",
  "\u{E0001}\u{E0041}",
  "\\u0000 \\x00 \\n",
  "(((((((((((((((((((((((a*)*)*)*",
  "x".repeat(100_000),
];

/** Our own, and after them the corpus of naughty strings where its folder is at hand. */
export function naughtyStrings(folder: string): string[] {
  const file = path.join(folder, "naughty-strings.json");
  const corpus = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as string[]) : [];
  return [...new Set([...own, ...corpus])];
}

/** Ours alone, where each text costs more than one call. */
export const someNaughtyStrings: readonly string[] = own;
