import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { root } from "../lib/paths.mjs";

const folders = ["app", "components", "server", "db", "lib", "testing", "e2e", "bench", "scripts", "messages", "docs"];
const skipped = /(^|\/)(node_modules|\.next[^/]*|dist[^/]*|\.data)(\/|$)/;
const isCode = (file) => /\.(ts|tsx|mts|mjs)$/.test(file) && !file.endsWith(".d.ts");

/**
 * The files the checks read, by path from the root. Tests hand in their own as {path: text};
 * without an argument the repository's are read.
 */
export function readSources(given = readRepository()) {
  const files = Object.entries(given).map(([file, text]) => createFile(file, text));
  const paths = new Set(Object.keys(given));
  return { files, code: files.filter((file) => isCode(file.path)), paths, byPath: new Map(files.map((file) => [file.path, file])) };
}

function readRepository() {
  const found = {};
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile() && /\.(ts|mjs|json)$/.test(entry.name) && !entry.name.startsWith("package-lock") && entry.name !== "next-env.d.ts") found[entry.name] = readFileSync(path.join(root, entry.name), "utf8");
    if (!entry.isDirectory() || !folders.includes(entry.name)) continue;
    for (const inside of readdirSync(path.join(root, entry.name), { withFileTypes: true, recursive: true })) {
      const file = path.relative(root, path.join(inside.parentPath ?? inside.path, inside.name)).replaceAll("\\", "/");
      if (inside.isFile() && !skipped.test(file) && /\.(ts|tsx|mts|mjs|json|md|css|sql)$/.test(file)) found[file] = readFileSync(path.join(root, file), "utf8");
    }
  }
  return found;
}

function createFile(file, text) {
  let parsed;
  let found;
  return {
    path: file,
    text,
    isTest: /\.(test|spec)\.tsx?$/.test(file),
    get program() {
      parsed ??= parse(file, text);
      return parsed;
    },
    get imports() {
      found ??= importsOf(this);
      return found;
    },
    line: (offset) => text.slice(0, offset).split("\n").length,
  };
}

function parse(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0].message}`);
  return program;
}

/** Visit every node below `node`, parents first. */
export function walk(node, visit, parent = null) {
  if (!node || typeof node.type !== "string") return;
  visit(node, parent);
  for (const key in node) {
    const value = node[key];
    if (Array.isArray(value)) for (const one of value) walk(one, visit, node);
    else if (value && typeof value === "object") walk(value, visit, node);
  }
}

/** Every import of a file: {specifier, target, line, typeOnly, dynamic}. `target` is a path from the root, or null for a package. */
function importsOf(file) {
  const list = [];
  walk(file.program, (node) => {
    const source = sourceOf(node);
    if (typeof source?.value !== "string") return;
    const specifier = source.value;
    list.push({ specifier, target: targetOf(file.path, specifier), line: file.line(source.start), typeOnly: isTypeOnly(node), dynamic: node.type === "ImportExpression" });
  });
  return list;
}

function sourceOf(node) {
  const kinds = ["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression", "TSImportType"];
  if (kinds.includes(node.type)) return node.source ?? node.argument?.literal ?? node.argument;
  if (node.type === "CallExpression" && node.callee.name === "require") return node.arguments[0];
  return null;
}

function isTypeOnly(node) {
  if (node.type === "TSImportType" || node.importKind === "type" || node.exportKind === "type") return true;
  const kinds = (node.specifiers ?? []).map((one) => one.importKind ?? one.exportKind);
  return kinds.length > 0 && kinds.every((kind) => kind === "type");
}

function targetOf(from, specifier) {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  return null;
}

/** The file an import's target stands for, or the target itself when there is none. */
export function resolveTarget(target, paths) {
  const endings = ["", ".ts", ".tsx", ".mjs", ".mts", "/index.ts", "/index.tsx"];
  const found = endings.map((ending) => target + ending).find((file) => paths.has(file));
  if (found) return found;
  const withoutJs = target.replace(/\.js$/, ".ts");
  return paths.has(withoutJs) ? withoutJs : target;
}
