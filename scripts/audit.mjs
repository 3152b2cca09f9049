import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRoot, root } from "./lib/paths.mjs";

/**
 * `npm run audit:verify`: recomputes every audit chain. Checks the database of DATABASE_WORKER_URL, else the one of the
 * portal running in this folder. Prints the rows checked; fails naming the first row that does not follow from the one before.
 */
const left = path.resolve(process.env.DATA_DIR ?? inRoot(".data"), "runtime.json");
const env = { ...process.env };
if (!env.DATABASE_WORKER_URL) {
  if (!existsSync(left)) {
    console.error("No database to check: set DATABASE_WORKER_URL, or start the portal first with npm start.");
    process.exit(2);
  }
  Object.assign(env, JSON.parse(readFileSync(left, "utf8")));
}
const cli = inRoot(path.join(env.BUILD_DIR ?? "dist", "cli.mjs"));
const child = spawn(process.execPath, ["--enable-source-maps", cli, "audit-verify"], { cwd: root, env, stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
