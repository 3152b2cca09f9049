import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf, isAlive } from "./processes.mjs";
import { Failure } from "./failure.mjs";

/**
 * Take the lock file for this process. A lock left by a killed process is taken over; a living holder is refused with `refusal`.
 * Returns {previous, note, release}: what the dead holder had noted, how to note something for the next one, how to let go.
 */
export function takeLock(file, refusal = (holder) => `${file} is held by process ${holder.pid}.`) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = { pid: process.pid, birth: birthOf(process.pid), since: new Date().toISOString(), notes: {} };
  const draft = `${file}.${process.pid}`;
  const write = () => writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  let previous = null;

  write();
  try {
    while (!placed(draft, file)) {
      const holder = read(file);
      if (holder && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth) throw new Failure(refusal(holder));
      previous = holder;
      clear(file, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }

  return {
    previous,
    note(name, value) {
      mine.notes[name] = value;
      write();
      renameSync(draft, file);
    },
    release() {
      if (read(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** A hard link appears whole or not at all, and never over an existing lock. */
function placed(draft, file) {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Two may find the same stale lock: it is moved aside first, and put back when it turns out to be the other's new one. */
function clear(file, stale) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved && (moved.pid !== stale?.pid || moved.birth !== stale?.birth)) placed(aside, file);
  unlinkSync(aside);
}
