import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { takeLock } from "./lock.mjs";

const folder = mkdtempSync(join(tmpdir(), "lock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = (file: string, then: string) => `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, "lock.mjs"))}; const lock = takeLock(${JSON.stringify(file)}); ${then}`;

it("refuses a second holder and lets go", () => {
  const file = join(folder, "one.lock");
  const lock = takeLock(file);
  expect(() => takeLock(file, (holder) => `held by ${holder.pid}`)).toThrow(`held by ${process.pid}`);
  lock.release();
  takeLock(file).release();
  expect(existsSync(file)).toBe(false);
});

it("refuses while another process lives", async () => {
  const file = join(folder, "two.lock");
  const holder = spawn(process.execPath, ["--input-type=module", "-e", program(file, "console.log('held'); setInterval(() => {}, 1000);")], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => holder.once("exit", resolve));
  await new Promise((resolve) => holder.stdout.once("data", resolve));
  expect(() => takeLock(file)).toThrow(String(holder.pid));
  holder.kill("SIGKILL");
  await ended;
  takeLock(file).release();
});

it("takes over from a killed process and hands on its notes", () => {
  const file = join(folder, "three.lock");
  spawnSync(process.execPath, ["--input-type=module", "-e", program(file, "lock.note('children', [1, 2]); process.kill(process.pid, 'SIGKILL');")]);
  expect(existsSync(file)).toBe(true);
  const lock = takeLock(file);
  expect(lock.previous?.notes).toEqual({ children: [1, 2] });
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

it("is not fooled by another process with the same id, nor by rubbish", () => {
  const file = join(folder, "four.lock");
  writeFileSync(file, JSON.stringify({ pid: process.pid, birth: "another boot/1", since: "", notes: {} }));
  takeLock(file).release();
  writeFileSync(file, "rubbish");
  takeLock(file).release();
  expect(existsSync(file)).toBe(false);
});
