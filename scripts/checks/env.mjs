import { walk } from "./sources.mjs";

export const title = "env";

/** Outside the application's running code: commands, set-up of tests, configuration read by tools. */
const free = /^(scripts|bench)\/|^server\/env\.ts$|^(next|vitest|playwright|drizzle)\.config\.ts$|^testing\/database-setup\.ts$|^e2e\//;
const corpus = "CORPUS_DIR";

/** Only server/env.ts reads the environment. */
export function check({ code }) {
  const problems = [];
  const bound = code.filter((file) => !free.test(file.path));
  for (const file of bound) {
    walk(file.program, (node, parent) => {
      if (!readsEnvironment(node)) return;
      if (file.isTest && parent?.type === "MemberExpression" && parent.property?.name === corpus) return;
      problems.push(`${file.path}:${file.line(node.start)}: reads process.env; add the setting to server/env.ts, validated, and import it from there (below server/, take it as an argument)`);
    });
  }
  return { problems, read: `${bound.length} files`, count: bound.length };
}

function readsEnvironment(node) {
  if (node.type === "MemberExpression") return node.object?.name === "process" && (node.property?.name === "env" || node.property?.value === "env");
  if (node.type === "VariableDeclarator") return node.init?.name === "process" && node.id?.type === "ObjectPattern" && node.id.properties.some((one) => one.key?.name === "env");
  if (node.type === "ImportDeclaration") return /^(node:)?process$/.test(node.source.value) && node.specifiers.some((one) => one.imported?.name === "env");
  return false;
}
