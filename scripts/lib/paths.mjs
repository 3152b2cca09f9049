import { fileURLToPath } from "node:url";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** An absolute path inside the repository, or the given path when it is absolute already. */
export const inRoot = (...parts) => path.resolve(root, ...parts);

/** The folder with our data, and whether the caller named it. Relative names start at the repository. */
export function dataFolder(env = process.env) {
  return { dataDir: inRoot(env.DATA_DIR || ".data"), explicit: Boolean(env.DATA_DIR) };
}

/** The two build folders, relative to the repository: the servers' bundles and Next's pages. */
export function buildFolders(env = process.env) {
  return { servers: env.BUILD_DIR || "dist", pages: env.NEXT_DIST_DIR || ".next" };
}

/** Make the data folder when it is missing; others may enter (PostgreSQL's user must), nobody else may look. */
export function makeDataFolder(dataDir) {
  if (mkdirSync(dataDir, { recursive: true })) chmodSync(dataDir, 0o711);
}
