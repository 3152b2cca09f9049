import { expect } from "@playwright/test";
import { demandRulesVersion } from "@/server/modules/demand/contract";
import { callerAs, type portalAt } from "../helpers/portal";
import { open } from "../helpers/page";
import { rowOf } from "../helpers/rows";
import type { Scene } from "./cast";

type Portal = ReturnType<typeof portalAt>;
type Lost = { readonly demandId: string; readonly number: string; readonly offerId: string };

/** A partner's demand with an offer that was revoked, given up afterwards. */
async function lostDemand(portal: Portal, run: string, account: string): Promise<Lost> {
  const [partner, dispatcher, seller] = [await callerAs(portal, "partner", "beacon"), await callerAs(portal, "dispatcher", "cloudmart"), await callerAs(portal, "seller", "lantern")];
  const product = await rowOf<{ id: string; org_id: string; spec: string }>("select p.id, p.org_id, s.id as spec from product p join product_spec s on s.product_id = p.id where p.code = 'P-LANTERN-DESK' and s.on_sale limit 1");
  const { id: demandId } = await partner.api.demand.saveDraft.mutate({
    name: `失单需求 ${run}`,
    deliveryMode: "saas",
    demandType: "purchase",
    mainAsk: "统一客服入口",
    description: "",
    salesContact: "陈灯",
    salesContactDetails: "+86 138 0013 8000",
    customer: { name: `失单客户 ${run}`, account, contactName: "联系人", contactDetails: "buyer@customer.test" },
    products: [{ productId: product.id, expectedShareBp: 800 }],
  });
  await partner.api.demand.submit.mutate({ demandId });
  await dispatcher.api.demand.assign.mutate({ demandId, sellerOrgId: product.org_id });
  await seller.api.demand.accept.mutate({ demandId, rulesVersion: demandRulesVersion });
  const [{ number }, { today }] = [await seller.api.demand.read.query({ demandId }), await rowOf<{ today: string }>("select (app.now() at time zone 'Asia/Shanghai')::date::text as today")];
  const { id: offerId } = await seller.api.offer.make.mutate({
    demandId,
    name: `失单优惠 ${run}`,
    buyerAccount: account,
    buyerName: `失单客户 ${run}`,
    startsOn: today,
    endsOn: today,
    terms: "一次付清",
    lines: [{ productSpecId: product.spec, quantity: 7, periodNumber: 1, rateBp: 10_000 }],
  });
  await seller.api.offer.revoke.mutate({ offerId, note: "客户放弃" });
  await partner.api.demand.closeLost.mutate({ demandId, reasonCode: "price", note: "太贵" });
  return { demandId, number, offerId };
}

/** A demand that ended takes no offer: the page says so; an offer once made from it can be made again without it. */
export async function startsWithoutDemand({ cast, browserOf }: Scene, portal: Portal): Promise<void> {
  const lost = await lostDemand(portal, cast.run, `${cast.account}-lost`);
  const page = await browserOf("seller");
  const home = "/seller/lantern";
  await page.goto(`${home}/offers/new?demand=${lost.demandId}`);
  const panel = page.getByRole("main").getByRole("alert");
  await expect(panel.getByText(`需求 ${lost.number} 现在不能报价`)).toBeVisible();
  await expect(panel.getByText(/关闭·转化失败/)).toBeVisible();
  await expect(panel.getByRole("link", { name: "新建自拓优惠" })).toBeVisible();
  await open(page, `${home}/offers/new?from=${lost.offerId}`);
  await expect(page.getByText("这份优惠不再关联原来的客户需求")).toBeVisible();
  await expect(page.getByLabel("用户账号")).toHaveValue("");
  await expect(page.getByLabel("优惠名称")).toHaveValue(`失单优惠 ${cast.run}`);
  await expect(page.getByLabel("数量")).toHaveValue("7");
  await page.getByLabel("用户账号").fill(`${cast.account}-own`);
  await page.getByRole("button", { name: "提交优惠" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `失单优惠 ${cast.run}` })).toBeVisible();
  const [made, strange] = [new URL(page.url()).pathname.split("/").at(-1), "01900000-0000-7000-8000-000000000000"];
  expect(await rowOf("select demand_id, buyer_account from offer where id = $1", [made])).toEqual({ demand_id: null, buyer_account: `${cast.account}-own` });
  expect((await page.goto(`${home}/offers/new?from=${strange}`))?.status()).toBe(404);
  await page.goto(`${home}/offers/new?demand=${strange}`);
  await expect(panel.getByText("这条需求不能报价")).toBeVisible();
  const partner = await browserOf("partner");
  await partner.goto(`/partner/beacon/offers/new?demand=${lost.demandId}`);
  await expect(partner.getByRole("main").getByRole("alert").getByText("客户需求由商家报价")).toBeVisible();
}
