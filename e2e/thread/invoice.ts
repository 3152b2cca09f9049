import { type Page, expect } from "@playwright/test";
import { buildEInvoiceXml } from "@/testing/fixtures/einvoice";
import type { BusinessDay } from "@/lib/dates";
import { alive, open } from "../helpers/page";
import { callerAs } from "../helpers/portal";
import type { Stage } from "./story";

type Paper = { readonly xml: (at: number, plusFen: bigint) => Buffer; readonly numbers: readonly string[] };

/** The invoices a seller's tax software would write from the issue list, one per tax rate. */
async function papersOf({ portal, story }: Stage): Promise<Paper> {
  const { api } = await callerAs(portal, "seller", "lantern");
  const paper = await api.invoice.requisition.query({ requisitionId: story.requisitionId });
  const today = new Date(Date.parse(paper.asOf) + 8 * 3_600_000).toISOString().slice(0, 10) as BusinessDay;
  const numbers = paper.issueList.map((_row, at) => `26${String(Date.now()).padStart(15, "0")}${String(at).padStart(3, "0")}`);
  const payee = paper.payee;
  if (!payee) throw new Error("the payee is not certified");
  const xml = (at: number, plusFen: bigint) => {
    const row = paper.issueList[at];
    const number = numbers[at];
    if (!row || !number) throw new Error(`the issue list has no row ${at}`);
    const lines = [{ name: row.itemName, gross: BigInt(row.grossFen) + plusFen, rateBp: row.taxRateBp }];
    return Buffer.from(buildEInvoiceXml({ number, issueDate: today, seller: { name: payee.name, taxId: payee.taxId }, buyer: { name: paper.buyer.name, taxId: paper.buyer.taxId }, lines, remark: paper.remark }));
  };
  return { xml, numbers };
}

async function uploads(page: Page, bytes: Buffer): Promise<void> {
  await page.getByLabel("数电票 XML 原件").setInputFiles({ name: "数电票.xml", mimeType: "application/xml", buffer: bytes });
  await page.getByRole("button", { name: "上传并比对发票" }).click();
}

/** An invoice one fen too high is blocked with a sentence; what is no invoice is refused; the right ones are handed in. */
export async function submitsInvoices(stage: Stage): Promise<void> {
  const { story, browserOf } = stage;
  const page = await browserOf("seller");
  await open(page, "/seller/lantern/invoices");
  await page.getByRole("link", { name: story.requisitionNumber }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: story.requisitionNumber })).toBeVisible();
  story.requisitionId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await alive(page);
  const { xml, numbers } = await papersOf(stage);

  const reading = page.getByRole("region", { name: /读取结果/ });
  await uploads(page, Buffer.from("<?xml version='1.0'?><Order><Total>1</Total></Order>"));
  await expect(page.getByRole("main").getByText(/不是数电票/).first()).toBeVisible();

  await uploads(page, xml(0, 1n));
  await expect(reading.getByText("价税合计不一致")).toBeVisible();
  await expect(reading.getByText(/须一分不差/)).toBeVisible();
  await expect(reading.getByRole("button", { name: "提交发票" })).toHaveAttribute("aria-disabled", "true");

  for (const [at, number] of numbers.entries()) {
    await uploads(page, xml(at, 0n));
    await expect(reading.getByText("各项与开票清单一致")).toBeVisible();
    await expect(reading.getByRole("row", { name: "发票号码" })).toContainText(number);
    await reading.getByRole("button", { name: "提交发票" }).click();
    await expect(page.getByRole("region", { name: /^发票/ }).getByText(number)).toBeVisible();
  }
}

/** The second finance person verifies each with the key `a`; then somebody else records the payment. */
export async function verifiesAndPays({ story, browserOf }: Stage): Promise<void> {
  const verifier = await browserOf("finance2");
  const { rows } = { rows: await queueOf(verifier, story.requisitionNumber) };
  for (const href of rows) {
    await open(verifier, href);
    await verifier.keyboard.press("a");
    const dialog = verifier.getByRole("dialog");
    await dialog.getByRole("button", { name: "核验通过" }).click();
    await expect(dialog).toBeHidden();
    await expect(verifier.getByRole("main").getByText("已核验").first()).toBeVisible();
  }
  await open(verifier, `/operator/invoices?view=payable&open=${story.requisitionId}`);
  await expect(verifier.getByRole("dialog").getByRole("button", { name: "登记付款" }), "who verified does not pay").toHaveAttribute("aria-disabled", "true");

  const payer = await browserOf("finance");
  await open(payer, `/operator/invoices?view=payable&open=${story.requisitionId}`);
  const sheet = payer.getByRole("dialog");
  await sheet.getByLabel("银行流水号").fill(`HD-${story.run}`);
  await sheet.getByRole("button", { name: "登记付款" }).click();
  await expect(sheet).toBeHidden();
}

async function queueOf(page: Page, requisitionNumber: string): Promise<string[]> {
  await page.goto("/operator/invoices");
  const links = page.getByRole("table").getByRole("row").filter({ hasText: requisitionNumber }).getByRole("rowheader").getByRole("link");
  await expect(links.first()).toBeVisible();
  return Promise.all((await links.all()).map(async (link) => (await link.getAttribute("href")) ?? ""));
}

/** Payee and operator see it paid, and the statement's history tells the way there. */
export async function bothSeePaid({ story, browserOf }: Stage): Promise<void> {
  for (const [who, home] of [["seller", "/seller/lantern"], ["finance2", "/operator"]] as const) {
    const page = await browserOf(who);
    await page.goto(`${home}/statements/${story.statementId}`);
    await expect(page.getByRole("main").getByText("已支付").first()).toBeVisible();
    const history = page.getByRole("complementary", { name: "经过" });
    for (const moment of ["出账", "运营已会签", "财经已会签", "法务已会签", "开票通知已发出", "已提交", "已核验", `银行流水 HD-${story.run}`]) {
      await expect(history.getByText(moment).first()).toBeVisible();
    }
  }
}

