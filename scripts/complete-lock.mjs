import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./lib/paths.mjs";

/**
 * `node scripts/complete-lock.mjs`, after a change of dependencies: when the registry did not serve another platform's
 * optional binary, npm leaves it out of package-lock.json, and `npm ci` then refuses the lock. This writes the missing entries.
 */
const file = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const { packages } = lock;
const systems = { darwin: "darwin", win32: "win32", windows: "win32", linux: "linux", android: "android", freebsd: "freebsd", openharmony: "openharmony", sunos: "sunos", aix: "aix", netbsd: "netbsd", openbsd: "openbsd" };
const processors = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "loong64", "wasm32", "mips64el"];

const added = Object.entries(packages).flatMap(([place, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name, version]) => /^\d/.test(version) && !isLocked(place, name))
    .flatMap(([name, version]) => add(name, version, entry)),
);
const sorted = Object.entries(packages).toSorted(([one], [other]) => (one < other ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `Added ${added.length}: ${added.join(", ")}` : "The lock was complete.");

/** Node looks for a package beside the asking one, then in each folder above. */
function isLocked(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function add(name, version, parent) {
  const words = name.split(/[/-]/);
  const cpu = processors.filter((one) => words.includes(one));
  const os = words.filter((word) => word in systems).map((word) => systems[word]);
  if (cpu.length === 0) return [];
  packages[`node_modules/${name}`] = {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    ...(words.some((word) => word.startsWith("musl")) ? { libc: ["musl"] } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
  return [name];
}
