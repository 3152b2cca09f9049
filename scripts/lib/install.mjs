import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot, root } from "./paths.mjs";
import { mustRun } from "./processes.mjs";

const stampFile = inRoot("node_modules", ".countinghouse-lock");

const wanted = () => createHash("sha256").update(readFileSync(inRoot("package-lock.json"))).update(`${process.platform}-${process.arch}-${process.versions.modules}`).digest("hex");

/** True when node_modules holds what package-lock.json asks for. */
export function isInstalled() {
  if (existsSync(stampFile)) return readFileSync(stampFile, "utf8") === wanted();
  if (!holdsTheLockfile()) return false;
  writeFileSync(stampFile, wanted());
  return true;
}

/** An install made by hand is as good: npm leaves a list of what it put there. */
function holdsTheLockfile() {
  const listFile = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(listFile)) return false;
  const there = JSON.parse(readFileSync(listFile, "utf8")).packages;
  const asked = Object.entries(JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages);
  return asked.every(([place, entry]) => place === "" || (there[place]?.version ?? (entry.optional ? entry.version : null)) === entry.version);
}

/** Install exactly the lockfile, development packages too: the build and the checks need them. */
export async function install(print, signal) {
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  await mustRun("npm ci", npm[0], [...npm[1], "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--prefer-offline"], {
    cwd: root,
    print: (line) => line.trim() && print(`  ${line}`),
    signal,
    shell: process.platform === "win32" && npm[0] === "npm",
  });
  writeFileSync(stampFile, wanted());
}
