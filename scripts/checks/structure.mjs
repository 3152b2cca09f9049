import { advice, layers, moduleGraph, openToAll } from "./house.mjs";
import { resolveTarget } from "./sources.mjs";

export const title = "structure";

const layerOf = (file) => layers.find((layer) => layer.match.test(file));
const moduleOf = (file) => /^server\/modules\/([^/.]+)(\/|$)/.exec(file)?.[1] ?? null;
const data = /\.(json|css|md|sql|svg|png|woff2?)$/;

/** Imports run one way only, and modules meet through their front doors along the drawn graph. */
export function check({ code, paths }) {
  const problems = [];
  let imports = 0;
  for (const file of code) {
    const layer = layerOf(file.path);
    if (!layer) {
      problems.push(`${file.path}: this folder has no place in the house (scripts/checks/house.mjs)`);
      continue;
    }
    for (const found of file.imports) {
      imports++;
      if (found.target === null) continue;
      const target = resolveTarget(found.target, paths);
      const why = refusal(file, layer, found, target);
      if (why) problems.push(`${file.path}:${found.line}: may not import ${target}: ${why}`);
    }
  }
  return { problems, read: `${code.length} files, ${imports} imports`, count: Math.min(code.length, imports) };
}

function refusal(file, layer, found, target) {
  const reached = layerOf(target);
  if (!reached) return "it lies outside the house";
  if (file.path.startsWith("db/") && found.specifier.startsWith("@/") && !file.isTest) return "files under db/ are also read by drizzle-kit, which knows no alias: use a relative path";
  if (reached.name === "modules") return moduleRefusal(file, layer, found, target);
  if (reached.name === layer.name || data.test(target)) return null;
  if (file.isTest) return testRefusal(layer, reached);
  if (layer.name === "components" && reached.name === "api") return found.typeOnly ? null : "components know the API by its types alone: import type";
  return layer.may.includes(reached.name) ? null : arrow(layer, reached);
}

const arrow = (layer, reached) => `${layer.name} → ${reached.name} runs against the house (app → components → api → modules → kernel → db → lib); ${advice[reached.name] ?? "turn the arrow round"}`;

/** Tests stand above what they test: they may use testing/ and anything their subject's folder lies above or beside. */
function testRefusal(layer, reached) {
  if (["lib", "db"].includes(layer.name) && !["testing", "db", "lib", "kernel", "env", "scripts"].includes(reached.name)) return arrow(layer, reached);
  return ["app", "e2e", "bench"].includes(reached.name) && reached.name !== layer.name ? arrow(layer, reached) : null;
}

function moduleRefusal(file, layer, found, target) {
  const from = moduleOf(file.path);
  const to = moduleOf(target);
  if (to === null) return "server/modules holds one folder per noun and nothing else";
  if (from === to) return null;
  const door = target.replace(/^server\/modules\/[^/]+\/?/, "").replace(/\.ts$/, "");
  const isContract = /^contract(-[a-z0-9-]+)?$/.test(door);
  if (layer.name === "components") return isContract ? null : `components may import only a module's contract.ts (client-safe); get data as props or through the API`;
  const isDoor = door === "index" || door === "" || (isContract && layer.name !== "modules");
  if (!isDoor) return `a module is entered through its front door: export what is needed from server/modules/${to}/index.ts`;
  if (from && !file.isTest) return graphRefusal(from, to);
  if (from || file.isTest || layer.may.includes("modules")) return null;
  return arrow(layer, { name: "modules" });
}

function graphRefusal(from, to) {
  if (openToAll.includes(to) || (moduleGraph[from] ?? []).includes(to)) return null;
  const back = (moduleGraph[to] ?? []).includes(from);
  return `${from} does not call ${to} (module graph in scripts/checks/house.mjs); a read across nouns belongs in db/views${back ? `, and a veto is a row that ${to} writes into ${from}'s table` : ""}`;
}
