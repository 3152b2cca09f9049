import { spawn } from "node:child_process";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { Failure } from "./failure.mjs";

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** True while a process of this id runs (zombies, which only wait to be buried, do not count). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2)[0] !== "Z";
  } catch {
    return true;
  }
}

/** What tells this process from a later one with the same id: its start, as the system counts it. */
export function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return fromPs(pid, "lstart");
  }
}

/** The command line of a process, or "" when it is gone or hidden. */
export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return fromPs(pid, "args");
  }
}

function fromPs(pid, column) {
  if (process.platform === "linux" || process.platform === "win32") return "";
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

/** Ask a process to end, insist after `patience` ms, and wait until it is gone. */
export async function endProcess(pid, { signal = "SIGTERM", patience = 10_000, insist = "SIGKILL" } = {}) {
  const send = (name) => {
    try {
      process.kill(pid, name);
    } catch {
      // Gone already.
    }
  };
  send(signal);
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited >= patience) send(insist);
    if (waited > patience + 10_000) throw new Failure(`Process ${pid} does not end, not even by ${insist}. End it, then start again.`);
    await wait(50);
  }
}

/** True when nothing listens on the port and we may. */
export function isPortFree(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port nobody listens on just now. */
export function freePort(host = "127.0.0.1") {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen({ port: 0, host }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Run a command to its end. Output is passed on line by line through `print` when given, and always kept:
 * resolves to {code, output}. `silence`: end it after so many ms without a line of output. `limit`: end it after so many ms.
 */
export function run(file, args, { print, silence, limit, signal, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    let quiet;
    const hush = () => {
      clearTimeout(quiet);
      if (silence) quiet = setTimeout(() => child.kill("SIGKILL"), silence);
    };
    const cap = limit ? setTimeout(() => child.kill("SIGKILL"), limit) : undefined;
    const stop = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", stop, { once: true });
    hush();
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      let rest = "";
      stream.on("data", (text) => {
        hush();
        output = (output + text).slice(-400_000);
        if (!print) return;
        const lines = (rest + text).split("\n");
        rest = lines.pop();
        for (const line of lines) print(line);
      });
      stream.on("end", () => rest && print?.(rest));
    }
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(quiet);
      clearTimeout(cap);
      signal?.removeEventListener("abort", stop);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Run a command that must succeed; a failure carries its last lines. */
export async function mustRun(what, file, args, options) {
  const result = await run(file, args, options);
  if (result.code !== 0) {
    const tail = options?.print ? "" : `\n${result.output.trimEnd().split("\n").slice(-30).join("\n")}`;
    throw new Failure(`${what} failed (exit ${result.code}).${tail}`);
  }
  return result;
}
