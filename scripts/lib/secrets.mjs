import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { Failure } from "./failure.mjs";
import { makeDataFolder } from "./paths.mjs";

const word = () => randomBytes(24).toString("base64url");

/** What each secret looks like when it is first made. */
const makers = {
  POSTGRES_PASSWORD: word,
  OWNER_PASSWORD: word,
  WEB_PASSWORD: word,
  WORKER_PASSWORD: word,
  AUTH_SECRET: () => randomBytes(32).toString("base64"),
  SECRETS_KEY: () => randomBytes(32).toString("base64"),
  OPEN_API_SECRET: () => `whsec_${randomBytes(32).toString("base64")}`,
};

/** The data folder's secrets (`secrets.json`, readable by its owner only); missing ones are made and kept. */
export function readSecrets(dataDir) {
  makeDataFolder(dataDir);
  const file = path.join(dataDir, "secrets.json");
  const known = load(file);
  const missing = Object.keys(makers).filter((name) => !known[name]);
  if (missing.length === 0) return known;
  for (const name of missing) known[name] = makers[name]();
  writeFileSync(`${file}.new`, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
  return known;
}

function load(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${file} is not readable JSON. It holds the keys to stored secrets: restore it from a copy, or move the data folder away to start afresh.`);
  }
}
