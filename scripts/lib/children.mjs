import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { commandOf, birthOf, endProcess, isAlive } from "./processes.mjs";

const logLimit = 20 * 1024 * 1024;

/** Start one of our long-running programs; its output goes to a log file in the data folder. */
export function startChild(name, args, { env, dataDir, onDeath }) {
  const folder = path.join(dataDir, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logFile = path.join(folder, `${name}.log`);
  if (existsSync(logFile) && statSync(logFile).size > logLimit) renameSync(logFile, `${logFile}.1`);
  const out = openSync(logFile, "a", 0o600);
  // Its own process group: Ctrl-C in the terminal reaches the launcher alone, which stops all in order.
  const child = spawn(process.execPath, ["--enable-source-maps", ...args], { cwd: root, env, detached: process.platform !== "win32", stdio: ["ignore", out, out] });
  closeSync(out);
  let stopping = false;
  let gone = false;
  const exited = new Promise((resolve) => {
    const leave = (how) => {
      if (gone) return;
      gone = true;
      resolve();
      if (!stopping) onDeath({ name, how, logFile });
    };
    child.once("exit", (code, signal) => leave(signal ? `was ended by ${signal}` : `ended with ${code}`));
    child.once("error", (error) => leave(`could not be started: ${error.message}`));
  });
  return {
    name,
    mark: { name, pid: child.pid, birth: child.pid ? birthOf(child.pid) : "" },
    isGone: () => gone,
    async stop() {
      stopping = true;
      if (!gone && child.pid) await endProcess(child.pid, { patience: 15_000 });
      await exited;
    },
  };
}

/** The last lines a program wrote. */
export function lastLines(logFile, count = 20) {
  try {
    return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "(it wrote nothing)";
  }
}

/** Programs of a launcher that was killed still run and hold the port: end those that are surely the same. */
export async function endLeftovers(marks, log) {
  for (const { name, pid, birth } of marks ?? []) {
    if (!pid || !isAlive(pid) || birthOf(pid) !== birth || !/node/.test(commandOf(pid))) continue;
    log(`Stopping ${name} (process ${pid}), left behind by an interrupted start`);
    await endProcess(pid, { patience: 5000 });
  }
}
