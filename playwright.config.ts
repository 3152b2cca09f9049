import { defineConfig } from "@playwright/test";

/** Runs against a started portal: PORTAL_URL, its database addresses and CHROMIUM_PATH come from `npm test`. */
export default defineConfig({
  testDir: "e2e",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
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
