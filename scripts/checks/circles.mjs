import { resolveTarget } from "./sources.mjs";

export const title = "circles";

/** No file imports itself by a detour. Type-only and dynamic imports do not run at load time and do not count. */
export function check({ code, paths }) {
  const graph = new Map(code.map((file) => [file.path, file.imports.filter((one) => one.target && !one.typeOnly && !one.dynamic).map((one) => resolveTarget(one.target, paths)).filter((target) => paths.has(target))]));
  const problems = [];
  const state = new Map();
  const trail = [];

  const visit = (file) => {
    state.set(file, "open");
    trail.push(file);
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === "open") problems.push(`${[...trail.slice(trail.indexOf(next)), next].join(" → ")}: a circle; move what they share into a third file below both`);
      else if (!state.has(next)) visit(next);
    }
    trail.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);

  const arrows = [...graph.values()].reduce((sum, list) => sum + list.length, 0);
  return { problems, read: `${graph.size} files, ${arrows} arrows`, count: graph.size };
}
