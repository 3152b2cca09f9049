import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "@/server/env";

/** Where uploaded bytes lie. A key is random and says nothing about its content; an object store can stand in. */
export type Storage = {
  readonly put: (bytes: Uint8Array) => Promise<string>;
  readonly get: (key: string) => Promise<Uint8Array>;
  readonly remove: (key: string) => Promise<void>;
};

const wellFormed = /^[0-9a-f]{32}$/;

/** Files on disk, fanned out by the key's first letters. A file appears whole or not at all. */
export function diskStorage(folder: string): Storage {
  const place = (key: string) => {
    if (!wellFormed.test(key)) throw new Error("not a storage key");
    return join(folder, key.slice(0, 2), key.slice(2, 4), key);
  };
  return {
    async put(bytes) {
      const key = randomBytes(16).toString("hex");
      const path = place(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(`${path}.new`, bytes, { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
      return key;
    },
    get: (key) => readFile(place(key)),
    remove: (key) => rm(place(key), { force: true }),
  };
}

const kept = globalThis as typeof globalThis & { countinghouseStorage?: Storage };

/** Names another place for this process's files than `DATA_DIR/files`. */
export function useStorage(port: Storage): void {
  kept.countinghouseStorage = port;
}

export function storage(): Storage {
  kept.countinghouseStorage ??= diskStorage(join(env.DATA_DIR, "files"));
  return kept.countinghouseStorage;
}
