import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inRoot, root } from "./paths.mjs";
import { mustRun } from "./processes.mjs";

/** What goes into a build: a change in any of these makes it stale. */
const sources = ["app", "components", "server", "db", "lib", "messages", "testing", "public", "scripts/lib/build.mjs"];
const configuration = ["package-lock.json", "tsconfig.json", "next.config.ts", "postcss.config.mjs", "i18n.ts"];
const isTest = (name) => /\.(test|spec)\.tsx?$/.test(name);

/** One hash over every source file but the tests. */
export function hashSources() {
  const hash = createHash("sha256").update(process.version);
  for (const file of [...configuration, ...sources].flatMap(filesUnder).toSorted()) {
    hash.update(file).update("\0").update(readFileSync(inRoot(file))).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(entry) {
  if (!existsSync(inRoot(entry))) return [];
  if (/\.[a-z]+$/.test(entry)) return [entry];
  return readdirSync(inRoot(entry), { withFileTypes: true, recursive: true })
    .filter((found) => found.isFile() && !isTest(found.name))
    .map((found) => path.relative(root, path.join(found.parentPath ?? found.path, found.name)));
}

const stampOf = (folder) => inRoot(folder, ".countinghouse-build");

/** True when the folder was built from just these sources. */
export const isFresh = (folder, hash) => existsSync(stampOf(folder)) && readFileSync(stampOf(folder), "utf8") === hash;

/** The programs that run beside Next, by name: each becomes one bundle. */
const programs = {
  web: ["server/web.ts"],
  worker: ["server/jobs/worker.ts", "server/worker.ts"],
  cli: ["server/cli.ts"],
};

/** Bundle the web server, the worker and the command line into `folder`. Packages stay outside. */
export async function buildServers(folder, hash) {
  const { build } = await import("esbuild");
  const entryPoints = Object.entries(programs).flatMap(([name, places]) => {
    const found = places.find((place) => existsSync(inRoot(place)));
    return found ? [{ in: inRoot(found), out: name }] : [];
  });
  rmSync(stampOf(folder), { force: true });
  await build({
    entryPoints,
    outdir: inRoot(folder),
    outExtension: { ".js": ".mjs" },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    chunkNames: "chunk-[hash]",
    format: "esm",
    platform: "node",
    target: "node20.19",
    jsx: "automatic",
    packages: "external",
    alias: { "server-only": inRoot("testing/empty.ts") },
    sourcemap: true,
    legalComments: "none",
    logLevel: "warning",
    plugins: [nextInNode],
  });
  writeFileSync(stampOf(folder), hash);
}

/** Plain Node resolves Next's sub-paths only with their extension. */
const nextInNode = {
  name: "next-in-node",
  setup(build) {
    build.onResolve({ filter: /^next\/[a-z-]+$/ }, (found) => ({ path: `${found.path}.js`, external: true }));
    // next-auth imports those sub-paths itself, so it comes inside.
    build.onResolve({ filter: /^next-auth(\/|$)/ }, (found) => ({ path: fileURLToPath(import.meta.resolve(found.path)) }));
  },
};

/** Run `next build` into `folder`. Next rewrites tsconfig.json for each build folder; ours stays as it was. */
export async function buildPages(folder, hash, { print, signal } = {}) {
  const settings = readFileSync(inRoot("tsconfig.json"), "utf8");
  rmSync(stampOf(folder), { force: true });
  try {
    await mustRun("next build", process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_DIST_DIR: folder, NEXT_TELEMETRY_DISABLED: "1", SKIP_ENV_VALIDATION: "1" },
      print,
      signal,
    });
  } finally {
    if (readFileSync(inRoot("tsconfig.json"), "utf8") !== settings) writeFileSync(inRoot("tsconfig.json"), settings);
  }
  mkdirSync(inRoot(folder), { recursive: true });
  writeFileSync(stampOf(folder), hash);
}
