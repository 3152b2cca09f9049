import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

type Results = Awaited<ReturnType<AxeBuilder["analyze"]>>;
type Axe = { readonly run: (context: Document | { readonly exclude: readonly string[] }, options: object) => Promise<Results> };
export type Fault = { readonly rule: string; readonly where: readonly string[] };

const builder = createRequire(import.meta.url).resolve("@axe-core/playwright");
const source = readFileSync(createRequire(builder).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Every rule of axe that the page breaks, and where; `but` leaves out what was judged before. Axe goes into the page once
 * and hands out what is wrong alone: its builder puts it in twice and hands out all it looked at, for the same findings.
 */
export async function faultsOn(page: Page, but?: string): Promise<Fault[]> {
  await page.evaluate(source);
  return page.evaluate(async (exclude) => {
    const { axe } = window as unknown as { readonly axe: Axe };
    const { violations } = await axe.run(exclude ? { exclude: [exclude] } : document, { resultTypes: ["violations"], preload: false });
    return violations.map(({ id, nodes }) => ({ rule: id, where: nodes.map(({ target }) => target.join(" ")) }));
  }, but);
}
