import { readFileSync } from "node:fs";
import { walk } from "./sources.mjs";
import { wordsOf } from "./icu.mjs";

export const title = "glossary";

const words = JSON.parse(readFileSync(new URL("glossary-words.json", import.meta.url), "utf8"));

/** Words of other people's protocols, which we must write as they do. */
const allowed = [
  { path: /^package\.json$/, words: ["license"], why: "npm's name for the field" },
  { path: /^lib\/states\/demand\.ts$/, words: ["license"], why: "the marketplace's code for this way of delivery" },
  { path: /^lib\/states\/order\.ts$/, words: ["coupon"], why: "the marketplace's code for this way of payment" },
];

const own = /^(app|components|server|db|lib|testing|e2e|bench)\//;
const pattern = (list) => (list.length === 0 ? null : new RegExp(`\\b(${list.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})s?\\b`, "i"));
const terms = words.map((word) => ({ ...word, inCode: pattern(word.not.code), inEnglish: pattern(word.not.en) }));

/** One word per thing, in code and in both languages. */
export function check({ files, code }) {
  const problems = [];
  const bound = code.filter((file) => own.test(file.path));
  let count = 0;
  for (const file of bound) {
    const seen = new Set();
    for (const { text, line } of identifiersOf(file)) {
      count++;
      const found = terms.find((term) => term.inCode?.test(text));
      if (!found || seen.has(text) || isAllowed(file.path, found.inCode.exec(text)[1])) continue;
      seen.add(text);
      problems.push(`${file.path}:${line}: «${text}» says «${found.inCode.exec(text)[1]}»; here that is «${found.code}» (docs/glossary.md)`);
    }
  }
  for (const file of files.filter(({ path }) => /^messages\/.*\.json$/.test(path))) {
    for (const text of valuesOf(JSON.parse(file.text))) {
      count++;
      const why = file.path.startsWith("messages/en/") ? wrongEnglish(text) : wrongChinese(text);
      if (why) problems.push(`${file.path}: «${text}»: ${why} (docs/glossary.md)`);
    }
  }
  const page = files.find(({ path }) => path === "docs/glossary.md");
  if (page && page.text !== renderGlossary()) problems.push("docs/glossary.md: does not say what scripts/checks/glossary-words.json says; run: npm run check -- --write");
  return { problems, read: `${count} words of code and messages against ${words.length} terms`, count };
}

const isAllowed = (path, word) => allowed.some((one) => one.path.test(path) && one.words.includes(word.toLowerCase()));
const inWords = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2").replace(/[_\-./[\]]+/g, " ").trim().toLowerCase();

/** Names in code: identifiers, the file's own path, and in the database's files the names in strings. */
function* identifiersOf(file) {
  yield { text: inWords(file.path), line: 1 };
  const found = [];
  const inDatabase = /^(db|lib\/states)\//.test(file.path);
  walk(file.program, (node) => {
    if (node.type === "Identifier" || node.type === "JSXIdentifier" || node.type === "PrivateIdentifier") found.push({ text: inWords(node.name), at: node.start });
    else if (inDatabase && node.type === "Literal" && typeof node.value === "string" && /^[\w.-]+$/.test(node.value)) found.push({ text: inWords(node.value), at: node.start });
  });
  for (const { text, at } of found) yield { text, line: file.line(at) };
}

function* valuesOf(node) {
  for (const value of Object.values(node)) {
    if (typeof value === "string") yield value;
    else if (value && typeof value === "object") yield* valuesOf(value);
  }
}

function wrongEnglish(text) {
  const plain = wordsOf(text);
  const found = terms.find((term) => term.inEnglish?.test(plain));
  return found ? `«${found.inEnglish.exec(plain)[1]}» is «${found.en}» here` : null;
}

function wrongChinese(text) {
  const plain = wordsOf(text);
  for (const term of terms) {
    const word = term.not.zh.find((one) => plain.includes(one));
    if (word) return `«${word}» is «${term.zh}» here`;
  }
  return null;
}

/** The page docs/glossary.md. */
export function renderGlossary() {
  const rows = words.map((word) => {
    const others = [...new Set([...word.not.code, ...word.not.en, ...word.not.zh])].join(", ");
    return `| \`${word.code}\` | ${word.zh} | ${word.en} | ${word.means} | ${others || "–"} |`;
  });
  return [
    "# Words",
    "",
    "One name for each thing, in code, in Chinese and in English. `npm run check` keeps the words of the last column out of code and messages.",
    "This page is written from `scripts/checks/glossary-words.json` by `npm run check -- --write`.",
    "",
    "| code | 中文 | English | means | not |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
