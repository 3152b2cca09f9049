import { existsSync, writeFileSync } from "node:fs";
import { checks } from "./checks/all.mjs";
import { renderGlossary } from "./checks/glossary.mjs";
import { readSources } from "./checks/sources.mjs";
import { command } from "./lib/failure.mjs";
import { inRoot, root } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";

const tool = async (file, ...args) => {
  const { code, output } = await run(process.execPath, [inRoot("node_modules", file), ...args], { cwd: root, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" } });
  return code === 0 ? [] : [output.trim() || `ended with ${code}`];
};

const toolchain = {
  /** Next's route types come first: the compiler reads them. */
  types: async () => [...(existsSync(inRoot("app/layout.tsx")) || existsSync(inRoot("next.config.ts")) ? await tool("next/dist/bin/next", "typegen") : []), ...(await tool("typescript/bin/tsc", "--noEmit", "--pretty", "false"))],
  lint: () => tool("oxlint/bin/oxlint", "--quiet"),
  deadcode: () => tool("knip/bin/knip.js", "--no-progress"),
};

/**
 * `npm run check [-- name …]`: all checks, or the named ones. `--write` renders docs/glossary.md first,
 * `--json` ends with one line of JSON for `npm test`.
 */
await command(async () => {
  const names = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const wanted = (name) => names.length === 0 || names.includes(name);
  if (process.argv.includes("--write")) writeFileSync(inRoot("docs/glossary.md"), renderGlossary());

  const tools = Object.entries(toolchain).filter(([name]) => wanted(name)).map(([name, work]) => timed(name, work));
  const ours = checks.filter(({ title }) => wanted(title));
  const outcomes = ours.length > 0 ? runOurs(ours) : [];
  outcomes.push(...(await Promise.all(tools)));

  const failed = outcomes.filter((one) => one.problems.length > 0);
  console.log(`${outcomes.length - failed.length} checks passed, ${failed.length} failed`);
  if (process.argv.includes("--json")) console.log(JSON.stringify({ passed: outcomes.length - failed.length, failed: failed.length }));
  if (failed.length > 0) process.exit(1);
});

function runOurs(wanted) {
  const sources = readSources();
  return wanted.map(({ title, check }) => {
    const { problems, read, count } = check(sources);
    return report({ name: title, read, problems: count === 0 ? [`nothing was read: the check looked at no file at all`] : problems });
  });
}

async function timed(name, work) {
  const since = Date.now();
  const problems = await work();
  return report({ name, read: `${((Date.now() - since) / 1000).toFixed(1)} s`, problems });
}

function report(outcome) {
  const { name, read, problems } = outcome;
  console.log(`${problems.length === 0 ? "✓" : "✗"} ${name.padEnd(11)} ${read}${problems.length === 0 ? "" : ` — ${problems.length} found`}`);
  for (const problem of problems) console.log(`    ${problem.replaceAll("\n", "\n    ")}`);
  return outcome;
}
