import { defineConfig } from "@playwright/test";

/** The longest test that minds no date: it keeps the second browser busy while the thread, one act after another, runs in the first. */
const beside = /keeps its width: operator/;

/** Runs against a started portal: PORTAL_URL, its database addresses and CHROMIUM_PATH come from `npm test`. */
export default defineConfig({
  testDir: "e2e",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  // Taken in this order. The thread moves the business clock on by a month, so all that minds the date comes before it.
  projects: [
    { name: "rooms", testIgnore: /thread\.spec/, grepInvert: beside },
    { name: "thread", testMatch: /thread\.spec/ },
    { name: "beside the thread", testMatch: /a11y\.spec/, grep: beside },
  ],
  retries: 0,
  forbidOnly: true,
  use: {
    baseURL: process.env["PORTAL_URL"] ?? "http://localhost:3000",
    locale: "zh-CN",
    timezoneId: "America/St_Johns",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM_PATH"] || undefined,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
