import { argumentsOf, wordsOf } from "./icu.mjs";
import { hanInEnglish, inTheOtherLanguage, latinInChinese } from "./messages-words.mjs";
import { walk } from "./sources.mjs";

export const title = "messages";

const locales = ["zh-CN", "en"];
const han = /\p{Script=Han}/u;

/** Both languages say everything, with the same arguments, each in its own script; and code asks only for what exists. */
export function check({ files, code }) {
  const problems = [];
  const texts = Object.fromEntries(locales.map((locale) => [locale, readLocale(files, locale, problems)]));
  const [zh, en] = locales.map((locale) => texts[locale]);
  for (const [key, entry] of zh) if (!en.has(key)) problems.push(`${entry.file}: «${key}» is missing in messages/en`);
  for (const [key, entry] of en) if (!zh.has(key)) problems.push(`${entry.file}: «${key}» is missing in messages/zh-CN`);
  for (const [key, entry] of zh) if (en.has(key)) problems.push(...compareArguments(key, entry, en.get(key)));
  for (const [key, entry] of zh) if (!inTheOtherLanguage.has(key) && !isChinese(entry.text)) problems.push(`${entry.file}: «${key}» is not in Chinese: ${entry.text} (a name that stays Latin goes into scripts/checks/messages-words.mjs)`);
  for (const [key, entry] of en) if (!inTheOtherLanguage.has(key) && !isEnglish(entry.text)) problems.push(`${entry.file}: «${key}» holds Chinese: ${entry.text} (a term quoted on purpose goes into scripts/checks/messages-words.mjs)`);
  const uses = code.filter((file) => !file.isTest && /Translat/.test(file.text)).reduce((sum, file) => sum + checkUses(file, zh, problems), 0);
  return { problems, read: `${zh.size} keys in ${locales.length} languages, ${uses} uses`, count: zh.size };
}

function readLocale(files, locale, problems) {
  const found = new Map();
  for (const file of files.filter(({ path }) => path.startsWith(`messages/${locale}/`) && path.endsWith(".json"))) {
    const namespace = file.path.slice(`messages/${locale}/`.length, -".json".length).replaceAll("/", ".");
    flatten(JSON.parse(file.text), namespace, (key, text) => {
      if (typeof text !== "string" || text.trim() === "") problems.push(`${file.path}: «${key}» is empty`);
      else found.set(key, { file: file.path, text });
    });
  }
  return found;
}

function flatten(node, prefix, visit) {
  for (const [key, value] of Object.entries(node)) {
    const path = `${prefix}.${key}`;
    if (value && typeof value === "object") flatten(value, path, visit);
    else visit(path, value);
  }
}

function compareArguments(key, one, other) {
  const problems = [];
  const sets = [one, other].map((entry) => {
    try {
      return argumentsOf(entry.text);
    } catch (error) {
      problems.push(`${entry.file}: «${key}» is malformed: ${error.message}`);
      return null;
    }
  });
  if (problems.length > 0) return problems;
  const [zh, en] = sets;
  for (const asked of zh) if (!en.has(asked)) problems.push(`${other.file}: «${key}» lacks ${asked}, which zh-CN has`);
  for (const asked of en) if (!zh.has(asked)) problems.push(`${one.file}: «${key}» lacks ${asked}, which en has`);
  return problems;
}

function isChinese(text) {
  const words = wordsOf(text);
  if (han.test(words) || !/\p{Letter}/u.test(words)) return true;
  return words.split(/[^\p{Letter}\p{Number}@.-]+/u).filter((word) => /\p{Letter}/u.test(word)).every((word) => word.length === 1 || latinInChinese.has(word) || /@|^https?|\.\w/.test(word));
}

function isEnglish(text) {
  const rest = hanInEnglish.reduce((left, term) => left.replaceAll(term, ""), text);
  return !han.test(rest);
}

const makers = new Set(["useTranslations", "getTranslations", "createTranslator"]);
const methods = new Set(["rich", "markup", "raw"]);

/** Literal keys asked of translators made in this file. Several translators may share a name: any of them may know the key. */
function checkUses(file, known, problems) {
  const translators = new Map();
  walk(file.program, (node) => {
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier") return;
    const call = node.init?.type === "AwaitExpression" ? node.init.argument : node.init;
    if (call?.type !== "CallExpression" || !makers.has(call.callee.name)) return;
    const namespace = namespaceOf(call.arguments[0]);
    translators.set(node.id.name, [...(translators.get(node.id.name) ?? []), namespace]);
  });
  let uses = 0;
  walk(file.program, (node) => {
    if (node.type !== "CallExpression") return;
    const method = node.callee.type === "MemberExpression" && methods.has(node.callee.property.name);
    const namespaces = translators.get(method ? node.callee.object.name : node.callee.name);
    const asked = keyOf(node.arguments[0]);
    if (!namespaces || !asked || namespaces.includes(undefined)) return;
    uses++;
    const full = namespaces.map((namespace) => (namespace ? `${namespace}.${asked.text}` : asked.text));
    const exists = full.some((key) => (asked.whole && known.has(key)) || ((!asked.whole || method) && [...known.keys()].some((one) => one.startsWith(key))));
    if (!exists) problems.push(`${file.path}:${file.line(node.start)}: asks for «${full.join("» or «")}${asked.whole ? "" : "…"}», which messages/ does not have`);
  });
  return uses;
}

/** A literal namespace, "" for none, undefined when it is only known at run time. */
function namespaceOf(argument) {
  if (!argument) return "";
  if (argument.type === "Literal") return String(argument.value);
  if (argument.type === "ObjectExpression") {
    const property = argument.properties.find((one) => one.key?.name === "namespace");
    return property ? namespaceOf(property.value) : "";
  }
  return undefined;
}

function keyOf(argument) {
  if (argument?.type === "Literal" && typeof argument.value === "string") return { text: argument.value, whole: true };
  if (argument?.type === "TemplateLiteral" && argument.quasis[0].value.cooked) return { text: argument.quasis[0].value.cooked, whole: argument.expressions.length === 0 };
  return null;
}
