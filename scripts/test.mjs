import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { install, isInstalled } from "./lib/install.mjs";
import { findBrowser } from "./lib/browser.mjs";
import { Failure } from "./lib/failure.mjs";
import { inRoot, root } from "./lib/paths.mjs";
import { freePort, run } from "./lib/processes.mjs";
import { createSteps } from "./lib/steps.mjs";
import { addUp, countChecks, countPlaywright, countVitest, verdict } from "./lib/test-counts.mjs";

/**
 * `npm test`: install → check → unit → db → build → e2e on the built app, all in folders and on ports of its own.
 * `npm test -- unit db` runs the named phases alone. The last line is `N passed, N failed`.
 */

const { step, times, total } = createSteps();
const print = (line) => console.log(`  ${line}`);
const interrupted = new AbortController();
const cleanUps = [];
const results = [];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interrupted.abort());

const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

try {
  await main();
} catch (error) {
  console.error(error instanceof Failure ? `✗ ${error.message}` : error);
  results.push(one(false));
} finally {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
}
const sum = addUp(results);
console.log(`\n${times.map(([name, took]) => `${name} ${took}`).join(" · ")} · all ${total()}`);
console.log(verdict(sum));
process.exit(sum.failed > 0 || interrupted.signal.aborted ? 1 : 0);

async function main() {
  const named = process.argv.slice(2);
  const wanted = (name) => (named.length === 0 || named.includes(name)) && !interrupted.signal.aborted;
  if (!isInstalled()) await step("install", () => install(console.log, interrupted.signal));
  const folder = makeFolder();

  if (wanted("check")) results.push(await step("check", () => phase(["scripts/check.mjs", "--json"], countChecks)));
  if (wanted("unit")) results.push(await step("unit", () => vitest("unit", folder)));
  if (wanted("db")) results.push(await step("db", () => vitest("db", folder)));
  if (wanted("e2e")) await endToEnd(folder);
}

/** Everything temporary lies in here; others may pass through, since PostgreSQL runs as its own user under root. */
function makeFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "countinghouse-test-"));
  chmodSync(folder, 0o711);
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function phase(args, count, env = {}) {
  const { code, output } = await run(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, print, signal: interrupted.signal });
  return count(output, code);
}

/** One of vitest's projects; its JSON report is what is counted. */
function vitest(project, folder) {
  const report = path.join(folder, `${project}.json`);
  const args = [inRoot("node_modules/vitest/vitest.mjs"), "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return phase(args, (_output, code) => countVitest(report, code), { NO_COLOR: "1", NODE_ENV: "test" });
}

/** Build and start the portal as a person would, then let the browser loose on it. */
async function endToEnd(folder) {
  const folders = { BUILD_DIR: `dist-test-${process.pid}`, NEXT_DIST_DIR: `.next-test-${process.pid}` };
  for (const name of Object.values(folders)) cleanUps.push(() => rmSync(inRoot(name), { recursive: true, force: true }));
  if (!existsSync(inRoot("playwright.config.ts"))) throw new Failure("There is no playwright.config.ts: the portal was not tried in a browser.");

  const browser = await step("browser", () => findBrowser(print));
  // The start builds what is not built, while its database fills.
  const portal = await step("build and start", () => startPortal(path.join(folder, "portal"), folders));
  results.push(one(true));
  try {
    results.push(await step("e2e", () => playwright(folder, portal, browser)));
  } finally {
    await step("stop", portal.stop);
  }
  results.push(one(portal.exitCode() === 0));
  if (portal.exitCode() !== 0) print(`The portal did not stop cleanly (${portal.exitCode()}).`);
}

async function startPortal(dataDir, folders) {
  const port = await freePort();
  const env = { ...withoutDatabases(), ...folders, DATA_DIR: dataDir, PORT: String(port), DEMO: "1", HOST: "127.0.0.1" };
  const child = spawn(process.execPath, [inRoot("scripts/start.mjs")], { cwd: root, env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  child.stdout.setEncoding("utf8").on("data", (text) => process.stdout.write(text.replace(/^(?=.)/gm, "  ")));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  cleanUps.push(stop);
  interrupted.signal.addEventListener("abort", stop, { once: true });
  const ready = await Promise.race([new Promise((resolve) => child.once("message", resolve)), exited]);
  if (!ready?.ready) throw new Failure(`The portal did not start.${lastLog(dataDir)}`);
  return { ...ready, stop, exitCode: () => child.exitCode };
}

function lastLog(dataDir) {
  const file = path.join(dataDir, "logs", "web.log");
  return existsSync(file) ? `\n${readFileSync(file, "utf8").trimEnd().split("\n").slice(-30).join("\n")}` : "";
}

/** The surrounding shell's own databases and addresses are none of the tests' business. */
function withoutDatabases() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^DATABASE_|^(ADMIN_DATABASE_URL|AUTH_URL|AUTH_SECRET|SECRETS_KEY|OPEN_API_SECRET|HOSTNAME)$/.test(name)));
}

function playwright(folder, portal, browser) {
  const report = path.join(folder, "e2e.json");
  const env = {
    ...portal.env,
    PORTAL_URL: portal.env.AUTH_URL,
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    E2E_OUTPUT_DIR: path.join(folder, "e2e"),
    NO_COLOR: "1",
  };
  return phase([inRoot("node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json", `--output=${path.join(folder, "e2e")}`], (_output, code) => countPlaywright(report, code), env);
}
