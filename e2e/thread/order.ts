import { expect } from "@playwright/test";
import { post } from "@/testing/portal";
import { appears, idIn } from "../helpers/page";
import { callerAs } from "../helpers/portal";
import type { Stage } from "./story";

const yuan = (fen: string) => `${fen.slice(0, -2)}.${fen.slice(-2)}`;

/** The marketplace's signed order uses the offer: seller and partner both see it as ordered, the partner credited. */
export async function ordersWithOffer({ portal, story, browserOf }: Stage): Promise<void> {
  const { api } = await callerAs(portal, "seller", "lantern");
  const { rows } = await api.offer.list.query({ q: story.offerNumber });
  const { lines } = await api.offer.read.query({ offerId: rows[0]?.id ?? "" });
  const { now } = await (await callerAs(portal, "operator", "cloudmart")).api.system.clock.query();
  const number = story.orderNumber;
  const data = {
    order_id: number,
    order_type: "new",
    customer: { account: story.customer.account, name: story.customer.name },
    buyer: { customer_id: story.customer.account, user_name: "buyer", mobile_phone: "+8613900000000", email: story.customer.details },
    currency: "CNY",
    placed_at: now,
    offer_number: story.offerNumber,
    discount_kind: "partner_granted",
    lines: lines.map((line, at) => ({
      line_id: `${number}-00000${at + 1}`,
      sku_code: line.skuCode,
      quantity: line.quantity,
      charging_mode: "PERIOD",
      period_type: line.periodType,
      period_number: line.periodNumber,
      list_amount: yuan(line.listFen),
      amount: yuan(line.amountFen),
    })),
  };
  const answer = await post(portal, { id: `msg_${number}_created`, type: "order.created", data, at: new Date(now) });
  expect(answer.status, answer.body).toBe(202);
  for (const [who, home] of [["seller", "/seller/lantern"], ["partner", "/partner/beacon"]] as const) {
    const page = await browserOf(who);
    await page.goto(`${home}/orders?q=${number}`);
    const link = page.getByRole("table").getByRole("link", { name: number });
    await appears(page, link);
    await expect(page.getByRole("row", { name: number })).toContainText("已下单");
    await link.click();
    await expect(page.getByRole("heading", { name: number, level: 1 })).toBeVisible();
    await expect(page.getByText("使用专属优惠").first()).toBeVisible();
    await expect(page.getByText("灯塔咨询（广州）有限公司").first()).toBeVisible();
    story.orderId = idIn(page);
  }
}

/** Its payment wins the demand by itself, and starts the provisioning that opens the gate. */
export async function paysOrder({ portal, story, browserOf }: Stage): Promise<void> {
  const { now } = await (await callerAs(portal, "operator", "cloudmart")).api.system.clock.query();
  const data = { order_id: story.orderNumber, paid_at: now, amount: "51840.00", method: "online" };
  const answer = await post(portal, { id: `msg_${story.orderNumber}_paid`, type: "order.paid", data, at: new Date(now) });
  expect(answer.status, answer.body).toBe(202);

  const partner = await browserOf("partner");
  await partner.goto(`/partner/beacon/demands/${story.demandId}`);
  await appears(partner, partner.getByRole("main").getByText("需求成交"));
  await expect(partner.getByRole("complementary", { name: "动态" }).getByText("成交").first()).toBeVisible();

  const seller = await browserOf("seller");
  await seller.goto(`/seller/lantern/orders/${story.orderId}`);
  const instance = seller.locator("dl > div").filter({ hasText: "实例" }).locator("dd");
  await appears(seller, instance.filter({ hasText: /\w{4,}/ }));
  await appears(seller, seller.getByText("实例已开通").first());
  await appears(seller, seller.getByText("订单已完成").first());
}
