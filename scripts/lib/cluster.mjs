import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { assertOwned, giveTo, placeCluster } from "./cluster-user.mjs";
import { Failure } from "./failure.mjs";
import { commandOf, endProcess, freePort, isAlive, isPortFree, mustRun, wait } from "./processes.mjs";
import { readSecrets } from "./secrets.mjs";

const host = "127.0.0.1";
const logLimit = 20 * 1024 * 1024;

/** Start the embedded PostgreSQL of a data folder, making the cluster at the first start. See cluster.d.mts. */
export async function startCluster({ dataDir, port, durable = true, explicit = false, log = () => {} }) {
  const password = readSecrets(dataDir).POSTGRES_PASSWORD;
  const { user, binaries, folder } = placeCluster({ dataDir, explicit, log });
  const tools = { user, binaries, folder, program: (name) => path.join(binaries, "bin", name + (process.platform === "win32" ? ".exe" : "")) };

  if (!existsSync(path.join(folder, "PG_VERSION"))) await initialise(tools, password, log);
  assertOwned(user, folder);
  giveTo(user, folder);
  await endOrphan(folder, log);

  const chosen = await choosePort(dataDir, port);
  const logFile = path.join(dataDir, "postgres.log");
  const server = await launch(tools, { port: chosen, durable, logFile });
  const adminUrl = `postgres://postgres:${encodeURIComponent(password)}@${host}:${chosen}/postgres`;
  try {
    await assertEncoding(adminUrl, folder);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { adminUrl, port: chosen, pid: server.pid, folder, logFile, stop: server.stop, exited: server.exited };
}

/** The cluster is made beside its place and moved there when it is whole, so that a kill in between leaves nothing half-made. */
async function initialise({ user, folder, program }, password, log) {
  log("Making the database cluster (UTF8, C.UTF-8)");
  const draft = `${folder}.new`;
  const secret = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  giveTo(user, draft);
  if (user) chownSync(secret, user.uid, user.gid);
  try {
    await mustRun(
      "Making the database cluster",
      program("initdb"),
      ["-D", draft, "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--auth=scram-sha-256", `--pwfile=${secret}`, "--no-instructions"],
      { cwd: path.dirname(folder), env: { ...process.env, LC_ALL: undefined, LANG: undefined }, ...identityOf(user) },
    );
  } finally {
    rmSync(secret, { force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

const identityOf = (user) => (user ? { uid: user.uid, gid: user.gid } : {});

/** A start-up that was killed leaves its PostgreSQL running, or only its pid file; both are cleared. */
async function endOrphan(folder, log) {
  const left = readPidFile(folder);
  if (!left || !isAlive(left.pid)) return;
  const isOurs = /postgres/.test(commandOf(left.pid)) && commandOf(left.pid).includes(folder);
  if (!isOurs) {
    rmSync(path.join(folder, "postmaster.pid"), { force: true });
    return;
  }
  log(`Stopping the PostgreSQL (process ${left.pid}) that an interrupted start left behind`);
  await endProcess(left.pid, { signal: "SIGINT", insist: "SIGQUIT" });
}

/** postmaster.pid: line 1 the process, line 4 the port, line 8 its state. */
function readPidFile(folder) {
  try {
    const lines = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? "").trim() };
  } catch {
    return null;
  }
}

async function choosePort(dataDir, wanted) {
  const file = path.join(dataDir, "postgres.port");
  if (wanted) {
    if (!(await isPortFree(wanted, host))) throw new Failure(`Port ${wanted}, asked for PostgreSQL, is in use.`);
    return wanted;
  }
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (remembered && (await isPortFree(remembered, host))) return remembered;
  const port = await freePort(host);
  writeFileSync(file, String(port));
  return port;
}

/** After a kill -9 the dead server's helpers need a moment to leave; until then PostgreSQL refuses, so it is tried again. */
async function launch(tools, settings) {
  for (let attempt = 1; ; attempt++) {
    const since = existsSync(settings.logFile) ? statSync(settings.logFile).size : 0;
    const server = spawnServer(tools, settings);
    if (await server.ready()) return server;
    await server.stop();
    const said = readFileSync(settings.logFile).subarray(since).toString("utf8");
    const busy = /pre-existing shared memory block|is still in use|lock file "postmaster.pid" already exists/.test(said);
    if (!busy || attempt === 20) throw new Failure(`PostgreSQL does not start. It says:\n${said.trim().split("\n").slice(-15).join("\n")}`);
    await wait(250);
  }
}

function spawnServer({ user, folder, program }, { port, durable, logFile }) {
  if (existsSync(logFile) && statSync(logFile).size > logLimit) renameSync(logFile, `${logFile}.1`);
  const out = openSync(logFile, "a", 0o600);
  const settings = {
    listen_addresses: host,
    port,
    unix_socket_directories: "",
    max_connections: durable ? 100 : 200,
    shared_buffers: "256MB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const args = ["-D", folder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  // Its own process group: Ctrl-C in the terminal reaches us, and we stop it last.
  const child = spawn(program("postgres"), args, { cwd: folder, detached: process.platform !== "win32", stdio: ["ignore", out, out], env: cleanEnvironment(), ...identityOf(user) });
  closeSync(out);
  let gone = false;
  const exited = new Promise((resolve) => {
    const leave = () => {
      gone = true;
      resolve();
    };
    child.once("exit", leave);
    child.once("error", leave);
  });

  return {
    pid: child.pid,
    exited,
    async ready() {
      for (let waited = 0; waited < 120_000; waited += 20) {
        if (gone) return false;
        const file = readPidFile(folder);
        if (file?.pid === child.pid && file.state === "ready") return true;
        await wait(20);
      }
      return false;
    },
    async stop() {
      if (!gone && child.pid) await endProcess(child.pid, { signal: "SIGINT", insist: "SIGQUIT" });
      await exited;
    },
  };
}

/** PG* variables of the surrounding shell would change how the server speaks. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PG") && !name.startsWith("LC_")));
}

async function assertEncoding(adminUrl, folder) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select pg_encoding_to_char(encoding) as encoding, datctype as locale from pg_database where datname = 'template1'");
    const [{ encoding, locale }] = rows;
    if (encoding !== "UTF8" || !/^C\.UTF-?8$/i.test(locale)) {
      throw new Failure(`The database in ${folder} was made with ${encoding}/${locale}; Chinese search needs UTF8/C.UTF-8. Move that folder away and start again.`);
    }
  } finally {
    await client.end();
  }
}
