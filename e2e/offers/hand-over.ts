import { expect } from "@playwright/test";
import { open } from "../helpers/page";
import { endSeats, makePerson } from "../helpers/people";
import { partnerHome, type Scene } from "./cast";

/** From the owner's list to a salesperson who saw nothing of it before: with notice, in the list, and able to follow it up. */
export async function handsOver({ cast, browserOf }: Scene): Promise<void> {
  const { id, name, email } = await makePerson({ seats: { beacon: ["sales"] } });
  const list = `${partnerHome}/offers?q=${encodeURIComponent(cast.deepName)}`;
  const theirs = await browserOf(email);
  await open(theirs, list);
  await expect(theirs.getByText("没有符合条件的内容")).toBeVisible();

  const page = await browserOf("partner");
  await open(page, list);
  await page.getByRole("row", { name: cast.deepName }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "转交优惠" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("同事").selectOption({ label: name });
  await dialog.getByRole("button", { name: "转交优惠" }).click();
  await expect(dialog.getByText("1 条中完成 1 条")).toBeVisible();
  await dialog.getByRole("button", { name: "关闭", exact: true }).last().click();
  await expect(dialog).toBeHidden();

  await open(theirs, `${partnerHome}/inbox`);
  await theirs.getByRole("link", { name: new RegExp(cast.deepName) }).first().click();
  await expect(theirs.getByRole("heading", { level: 1, name: cast.deepName })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "作废优惠" })).toBeEnabled();
  await open(theirs, list);
  await expect(theirs.getByRole("row", { name: cast.deepName })).toBeVisible();
  await endSeats(id);
}
