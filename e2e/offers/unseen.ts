import { expect } from "@playwright/test";
import { callerAs, type portalAt } from "../helpers/portal";
import { open } from "../helpers/page";
import type { Scene } from "./cast";

/** The maker's next version, by its API. */
async function amendsTo(portal: ReturnType<typeof portalAt>, scene: Scene["cast"], rateBp: number): Promise<void> {
  const partner = await callerAs(portal, "partner", "beacon");
  const offerId = scene.offerPath.split("/").at(-1) ?? "";
  const draft = await partner.api.offer.draft.query({ offerId });
  const { id } = await partner.api.offer.amend.mutate({ ...draft, offerId, lines: draft.lines.map((line) => ({ ...line, rateBp })) });
  scene.offerPath = scene.offerPath.replace(offerId, id);
}

/** A version that came while the page lay open is not declined by who has not seen it; the page shows it and says so. */
export async function declinesUnseen({ cast, browserOf }: Scene, portal: ReturnType<typeof portalAt>): Promise<void> {
  const page = await browserOf();
  const asks = /offer\.standing/u;
  await page.route(asks, (route) => route.fulfill({ status: 429, body: "" }));
  await open(page, cast.buyerPath);
  await expect(page.getByText("88 折 · 优惠 12 %").first()).toBeVisible();
  await page.getByRole("button", { name: "谢绝此优惠" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("价格").check();
  await amendsTo(portal, cast, 8700);
  await dialog.getByRole("button", { name: "谢绝此优惠" }).click();
  await expect(page.getByText("这份优惠已经修改，现在是第 3 版")).toBeVisible();
  await expect(page.getByText("87 折 · 优惠 13 %").first()).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "谢绝此优惠" })).toBeVisible();

  await page.unroute(asks);
  await amendsTo(portal, cast, 8600);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("这份优惠已经修改，现在是第 4 版")).toBeVisible();
  await expect(page.getByText("86 折 · 优惠 14 %").first()).toBeVisible();
}

/** Whoever guesses links from one address is told to wait, by the status too; a true link opens there all the same. */
export async function guesses({ cast, browserOf }: Scene): Promise<void> {
  const page = await browserOf();
  await page.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.77" });
  const guessed = `/offer/${"B".repeat(43)}`;
  const tries = await Promise.all(Array.from({ length: 70 }, () => page.request.get(guessed, { headers: { "x-forwarded-for": "203.0.113.77" } })));
  const statuses = tries.map((one) => one.status());
  expect(new Set(statuses)).toEqual(new Set([404, 429]));
  const answer = await page.goto(cast.buyerPath);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1, name: cast.offerName })).toBeVisible();
}
