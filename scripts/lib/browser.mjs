import { existsSync } from "node:fs";
import path from "node:path";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Failure } from "./failure.mjs";

const silence = 60_000;
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/**
 * A Chromium that starts: an installed one, else Playwright's own, else the system's package manager's.
 * A source that says nothing for 60 s is left. Resolves to the program's path.
 */
export async function findBrowser(print) {
  return (await installedBrowser()) ?? (await playwrightBrowser(print)) ?? (await packagedBrowser(print)) ?? refuse();
}

function refuse() {
  throw new Failure("No Chromium could be found or installed. Install one with your system's package manager, or name it: CHROMIUM_PATH=/path/to/chromium npm test");
}

const starts = async (file) => existsSync(file) && (await run(file, ["--version"], { limit: 20_000 }).catch(() => ({ code: 1 }))).code === 0;

async function installedBrowser() {
  const named = process.env.CHROMIUM_PATH;
  const onPath = (process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
  for (const file of [...(named ? [named] : []), ...onPath, ...places]) if (await starts(file)) return file;
  return null;
}

async function playwrightBrowser(print) {
  const { chromium } = await import("@playwright/test");
  if (await starts(chromium.executablePath())) return chromium.executablePath();
  print("Asking Playwright for its Chromium");
  await run(process.execPath, [inRoot("node_modules/playwright/cli.js"), "install", "chromium"], { cwd: root, print, silence });
  return (await starts(chromium.executablePath())) ? chromium.executablePath() : null;
}

async function packagedBrowser(print) {
  if (process.platform !== "linux" || process.getuid() !== 0) return null;
  const managers = [
    ["apt-get", [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]],
    ["apk", [["add", "--no-cache", "chromium"]]],
    ["dnf", [["install", "-y", "chromium"]]],
  ];
  for (const [program, commands] of managers) {
    if ((await run("/bin/sh", ["-c", `command -v ${program}`])).code !== 0) continue;
    print(`Asking ${program} for Chromium`);
    for (const args of commands) await run(program, args, { print, silence, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
  return installedBrowser();
}
