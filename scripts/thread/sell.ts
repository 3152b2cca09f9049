import { type Cast, expectThat } from "./cast";
import { post, until } from "../../testing/portal";

export type Deal = { readonly demandId: string; readonly offerNumber: string; readonly orderNumber: string; readonly account: string };

const day = (at: string, plus = 0) => new Date(new Date(at).getTime() + 8 * 3_600_000 + plus * 86_400_000).toISOString().slice(0, 10);
export const businessNow = async (cast: Cast) => (await cast.operator.api.system.clock.query()).now;

/** C1: demand in, assigned, seen without its customer, accepted, followed. */
export async function demandToSeller(cast: Cast): Promise<{ demandId: string; specId: string; account: string }> {
  const { partner, dispatcher, seller, run } = cast;
  const products = await partner.api.demand.products.query();
  const desk = products.find((product) => product.name === "澜舟工单");
  expectThat(desk, "the partner finds no co-sell product to bring demand for");
  const account = `thread-${run}`;
  const customer = { name: `线程客户 ${run} 集团`, account, contactName: "王采购", contactDetails: `${account}@buyer.example.test` };
  const { id: demandId } = await partner.api.demand.saveDraft.mutate({
    name: `客服工单平台统一建设 ${run}`,
    deliveryMode: "saas",
    demandType: "purchase",
    budgetFen: "30000000",
    mainAsk: "统一全集团客服入口",
    description: "覆盖十二家分公司。",
    expectedSigningDate: day(await businessNow(cast), 30),
    salesContact: "陈灯",
    salesContactDetails: "+86 138 0013 8000",
    customer,
    products: [{ productId: desk.id, expectedShareBp: 800 }],
  });
  await partner.api.demand.submit.mutate({ demandId });
  const { sellers } = await dispatcher.api.demand.desk.query({ demandId });
  const [choice] = sellers;
  expectThat(choice, "no seller may be assigned");
  await dispatcher.api.demand.assign.mutate({ demandId, sellerOrgId: choice.orgId });
  const hidden = JSON.stringify(await seller.api.demand.read.query({ demandId }));
  for (const secret of Object.values(customer)) expectThat(!hidden.includes(secret), `before acceptance the seller was shown «${secret}»`);
  await seller.api.demand.accept.mutate({ demandId, rulesVersion: "2026-1" });
  const open = JSON.stringify(await seller.api.demand.read.query({ demandId }));
  expectThat(open.includes(customer.name), "after acceptance the seller does not see the customer");
  const specs = await seller.api.demand.specs.query();
  const spec = specs.find((one) => one.productId === desk.id);
  expectThat(spec, "the product has no specification to sell");
  await seller.api.demand.progress.mutate({ demandId, text: "完成方案演示", nextStep: "提交报价", nextStepOn: day(await businessNow(cast), 3) });
  await seller.api.demand.editSolution.mutate({ demandId, lines: [{ productSpecId: spec.id, quantity: 2 }] });
  return { demandId, specId: spec.id, account };
}

/** C2: an exclusive offer from the demand, shown to the buyer by its link. */
export async function offerToBuyer(cast: Cast, from: { demandId: string; specId: string; account: string }): Promise<{ offerNumber: string; token: string }> {
  const now = await businessNow(cast);
  const made = await cast.seller.api.offer.make.mutate({
    demandId: from.demandId,
    name: `自拓优惠-澜舟工单-${cast.run}`,
    buyerAccount: from.account,
    buyerName: `线程客户 ${cast.run} 集团`,
    startsOn: day(now),
    endsOn: day(now, 25),
    terms: "含首年标准服务",
    lines: [{ productSpecId: from.specId, quantity: 2, periodNumber: 1, rateBp: 9000 }],
  });
  const offer = await cast.seller.api.offer.read.query({ offerId: made.id });
  expectThat(offer.token, "the maker cannot copy the buyer's link");
  const page = await fetch(`${cast.portal.url}/offer/${offer.token}`);
  expectThat(page.status === 200 && (await page.text()).includes(offer.name), `the buyer's page answered ${page.status}`);
  const guess = await fetch(`${cast.portal.url}/offer/${"A".repeat(43)}`);
  expectThat(guess.status === 404, `a guessed link answered ${guess.status}`);
  return { offerNumber: offer.number, token: offer.token };
}

/** C3: the signed order uses the offer; both sides see it; its payment wins the demand. */
export async function orderWins(cast: Cast, from: { demandId: string; account: string; offerNumber: string }): Promise<string> {
  const number = `CS${cast.run.toUpperCase()}DEAL`;
  const at = new Date(await businessNow(cast));
  const offer = (await cast.seller.api.offer.list.query({ q: cast.run })).rows.find((row) => row.number === from.offerNumber);
  const detail = await cast.seller.api.offer.read.query({ offerId: offer?.id ?? "" });
  const [line] = detail.lines;
  expectThat(line, "the offer has no line");
  const yuan = (fen: string) => `${fen.slice(0, -2)}.${fen.slice(-2)}`;
  const created = {
    order_id: number,
    order_type: "new",
    customer: { account: from.account, name: `线程客户 ${cast.run} 集团` },
    buyer: { customer_id: from.account, user_name: "buyer", mobile_phone: "+8613900000000", email: "buyer@customer.example.test" },
    currency: "CNY",
    placed_at: at.toISOString(),
    offer_number: from.offerNumber,
    discount_kind: "partner_granted",
    lines: [
      { line_id: `${number}-000001`, sku_code: line.skuCode, quantity: line.quantity, charging_mode: "PERIOD", period_type: line.periodType, period_number: 1, list_amount: yuan(line.listFen), amount: yuan(line.amountFen) },
    ],
  };
  const taken = await post(cast.portal, { id: `msg_${number}_created`, type: "order.created", data: created, at });
  expectThat(taken.status === 202, `order.created answered ${taken.status}: ${taken.body}`);
  for (const who of [cast.seller, cast.partner]) {
    const row = await until(`the order appears for ${who.org}`, async () => (await who.api.order.list.query({ text: number })).rows[0]);
    expectThat(row.status === "ordered", `for ${who.org} the order is ${row.status}`);
  }
  const paid = { order_id: number, paid_at: at.toISOString(), amount: yuan(line.amountFen), method: "online" };
  expectThat((await post(cast.portal, { id: `msg_${number}_paid`, type: "order.paid", data: paid, at })).status === 202, "order.paid was not taken");
  await until("the demand is won", async () => (await cast.seller.api.demand.read.query({ demandId: from.demandId })).status === "won");
  return number;
}

/** C4: payment started the provisioning; the seller's program answered, the gate is open. */
export async function provisioned(cast: Cast, number: string): Promise<string> {
  const [row] = (await cast.seller.api.order.list.query({ text: number })).rows;
  expectThat(row, "the order is gone");
  return until("the seller's program makes the instance", async () => {
    const [line] = (await cast.seller.api.order.detail.query({ orderId: row.id })).lines;
    return line?.instanceId;
  });
}
