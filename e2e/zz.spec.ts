import AxeBuilder from "@axe-core/playwright";
import { test } from "./fixtures";
test("prof", async ({ browserOf }) => {
  const page = await browserOf("partner");
  for (const path of ["/partner/beacon/demands", "/partner/beacon/orders", "/partner/beacon/statements", "/partner/beacon/performance", "/partner/beacon/transactions"]) {
    for (const mode of ["load", "commit"] as const) {
    const a = Date.now();
    await page.goto(path, { waitUntil: mode });
    await page.locator("h1").first().waitFor();
    const b = Date.now();
    const r = await new AxeBuilder({ page }).analyze();
    const c = Date.now();
    await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"], preload: false }).analyze();
    const d = Date.now();
    console.log(path, mode, "goto", b - a, "axe", c - b, "legacy", d - c, "passes", r.passes.length, r.violations.length);
    }
  }
});
