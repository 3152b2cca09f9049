import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildPages, buildServers, hashSources, isFresh } from "./lib/build.mjs";
import { endLeftovers, lastLines, startChild } from "./lib/children.mjs";
import { startCluster } from "./lib/cluster.mjs";
import { demoNotice } from "./lib/demo-notice.mjs";
import { Failure } from "./lib/failure.mjs";
import { install, isInstalled } from "./lib/install.mjs";
import { takeLock } from "./lib/lock.mjs";
import { inRoot, makeDataFolder, root } from "./lib/paths.mjs";
import { freePort, isPortFree, mustRun, wait } from "./lib/processes.mjs";
import { readSecrets } from "./lib/secrets.mjs";
import { childEnvironment, readSettings } from "./lib/settings.mjs";
import { createSteps } from "./lib/steps.mjs";

/** `npm start`: everything the portal needs on one machine, from install to a printed address. */

const { step, total } = createSteps();
const say = (line) => console.log(`  ${line}`);
const interrupted = new AbortController();
const cleanUps = [];
let ending = null;

/** Stop what was started, last first. Called once; later calls wait for the first. */
function end(code) {
  ending ??= (async () => {
    interrupted.abort();
    let result = code;
    for (const cleanUp of cleanUps.toReversed()) {
      await Promise.resolve(cleanUp()).catch((error) => {
        console.error(`✗ ${error.message}`);
        result = 1;
      });
    }
    if (result === 0) console.log("Stopped.");
    process.exit(result);
  })();
  return ending;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (!ending) console.log("\nStopping …");
    void end(0);
  });
}

try {
  await start();
} catch (error) {
  if (!ending) console.error(error instanceof Failure ? `\n✗ ${error.message}` : error);
  await end(1);
}

async function start() {
  assertNode();
  const settings = readSettings();
  const { dataDir } = settings;
  makeDataFolder(dataDir);
  const lock = takeLock(path.join(dataDir, "portal.lock"), (holder) => `The portal is already running on ${dataDir} (process ${holder.pid}, since ${holder.since}). Stop that one first, or choose another DATA_DIR.`);
  cleanUps.push(lock.release);
  await endLeftovers(lock.previous?.notes.children, say);
  if (!(await isPortFree(settings.port, settings.host))) throw new Failure(`Port ${settings.port} is in use by another program. Choose another: PORT=${settings.port + 1} npm start`);

  if (!isInstalled()) await step("Installing dependencies", () => install(console.log, interrupted.signal));
  const portal = await prepare(settings);
  await run(portal, lock);
}

function assertNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Failure(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`);
}

/** Database, build and data; the pages build while the database fills. */
async function prepare(settings) {
  const { dataDir, embedded, demo, folders } = settings;
  const cluster = embedded ? await step("Starting PostgreSQL", () => startCluster({ dataDir, explicit: settings.explicit, log: say })) : null;
  if (cluster) cleanUps.push(cluster.stop);
  const sellerPort = demo && existsSync(inRoot("scripts/sample-seller.mjs")) ? await rememberedPort(dataDir, "sample-seller.port") : 0;
  const env = childEnvironment({ settings, secrets: readSecrets(dataDir), cluster, sellerPort });
  const portal = { settings, cluster, sellerPort, env };

  const buildLock = await waitForLock(inRoot("node_modules", `.countinghouse-build-${folders.servers}.lock`));
  try {
    const hash = hashSources();
    if (!isFresh(folders.servers, hash)) await step("Bundling the servers", () => buildServers(folders.servers, hash));
    const pages = isFresh(folders.pages, hash) ? null : step("Building the pages", () => buildPages(folders.pages, hash, { signal: interrupted.signal }));
    const both = [fill(portal), pages];
    await Promise.all(both).catch(async (error) => {
      interrupted.abort();
      await Promise.allSettled(both);
      throw error;
    });
  } finally {
    buildLock.release();
  }
  return portal;
}

/** Two starts with different data folders may share the build: the second waits for the first's. */
async function waitForLock(file) {
  for (let told = false; ; told = true) {
    try {
      return takeLock(file);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!told) say("Another start is building here; waiting for it");
      await wait(500);
    }
  }
}

async function rememberedPort(dataDir, name) {
  const file = path.join(dataDir, name);
  const known = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (known && (await isPortFree(known))) return known;
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

/** Roles, migrations and, in an empty demo, the demo's year of business. */
async function fill({ settings, cluster, env }) {
  const cli = (command, more) => mustRun(`${command}`, process.execPath, ["--enable-source-maps", inRoot(settings.folders.servers, "cli.mjs"), command], { cwd: root, env: { ...env, ...more }, signal: interrupted.signal });
  const admin = { ADMIN_DATABASE_URL: cluster?.adminUrl ?? process.env.ADMIN_DATABASE_URL };
  const seeding = path.join(settings.dataDir, "seeding");
  if (cluster && existsSync(seeding)) await step("Clearing the half-loaded demo data of an interrupted start", () => dropDatabase(cluster.adminUrl));
  if (admin.ADMIN_DATABASE_URL) await step("Preparing roles and database", () => cli("bootstrap", { ...admin, ...passwords(settings.dataDir) }));
  await step("Migrating the database", () => cli("migrate"));
  if (!settings.demo) return;
  const { output } = await cli("is-empty");
  if (!/^(true|empty)$/m.test(output.trim())) return rmSync(seeding, { force: true });
  writeFileSync(seeding, "");
  await step("Loading demo data", () => cli("seed-demo"));
  rmSync(seeding, { force: true });
}

function passwords(dataDir) {
  const { OWNER_PASSWORD, WEB_PASSWORD, WORKER_PASSWORD } = readSecrets(dataDir);
  return { OWNER_PASSWORD, WEB_PASSWORD, WORKER_PASSWORD };
}

/** Only for an embedded database whose first load was cut short: nobody has worked in it yet. */
async function dropDatabase(adminUrl) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query("drop database if exists countinghouse with (force)");
  await client.end();
}

async function run({ settings, cluster, sellerPort, env }, lock) {
  const { dataDir, folders, port, host } = settings;
  const children = [];
  const onDeath = ({ name, how, logFile }) => {
    if (ending) return;
    console.error(`\n✗ ${name} ${how}. Its last lines (${logFile}):\n${lastLines(logFile)}`);
    void end(1);
  };
  const child = (name, file, more = {}) => {
    const started = startChild(name, [file], { env: { ...env, ...more }, dataDir, onDeath });
    children.push(started.mark);
    lock.note("children", children);
    cleanUps.push(started.stop);
    return started;
  };
  void cluster?.exited.then(() => onDeath({ name: "PostgreSQL", how: "ended", logFile: cluster.logFile }));

  await step("Starting web and worker", async () => {
    if (sellerPort) child("sample-seller", inRoot("scripts/sample-seller.mjs"));
    child("worker", inRoot(folders.servers, "worker.mjs"));
    const web = child("web", inRoot(folders.servers, "web.mjs"));
    await untilHealthy(`http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/api/health`, web);
  });
  if (ending) return;
  const runtimeFile = path.join(dataDir, "runtime.json");
  writeFileSync(runtimeFile, JSON.stringify(runtime(env), null, 2), { mode: 0o600 });
  cleanUps.push(() => rmSync(runtimeFile, { force: true }));
  announce(settings, env);
}

/** What scripts and end-to-end tests need to reach this portal. */
function runtime(env) {
  const names = ["PORT", "AUTH_URL", "DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL", "OPEN_API_SECRET", "AUTH_SECRET", "SECRETS_KEY", "SAMPLE_SELLER_URL", "DATA_DIR", "OUTBOUND_ALLOW"];
  return Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]));
}

async function untilHealthy(url, web) {
  let last = "no answer";
  for (const since = Date.now(); Date.now() - since < 60_000; await wait(100)) {
    if (web.isGone() || ending) return new Promise(() => {});
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
      last = await response.text();
      if (response.ok && JSON.parse(last).status === "ok") return;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
  }
  throw new Failure(`${url} does not say ok. Its last answer: ${last}`);
}

function announce(settings, env) {
  console.log(`\n  Countinghouse is ready after ${total()}:  ${env.AUTH_URL}\n`);
  if (settings.demo) console.log(demoNotice(env));
  console.log(`  Data in ${settings.dataDir} · logs in ${path.join(settings.dataDir, "logs")} · Ctrl-C stops everything.\n`);
  process.send?.({ ready: true, url: `http://127.0.0.1:${settings.port}`, env: runtime(env) });
}
