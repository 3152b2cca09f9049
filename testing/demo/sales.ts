import { eq } from "drizzle-orm";
import { demand } from "@/db/schema";
import { addDays, type BusinessDay, daysBetween, toBusinessDay } from "@/lib/dates";
import { lostReasons } from "@/lib/states/demand";
import { type Ctx, marketplaceCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { acceptCounter, amendOffer, approveOffer, commentOffer, counterOffer, makeOffer, type MakeInput, quoteOffer, readOffer } from "@/server/modules/offer";
import { applyDemandEvent, closeLost, closeWon, logProgress } from "@/server/modules/demand";
import { receiveUpload } from "@/server/modules/file";
import { joinProgram, setAbsence } from "@/server/modules/org";
import { addMaterial } from "@/server/modules/product";
import { setAuthority } from "@/server/modules/rule";
import { demandSubjects, demoCustomers } from "./customers";
import { nextOrderNumber, playPurchase } from "./orders";
import { type DemoProduct, demoProducts, platformProducts } from "./products";
import { withOwnChance, type Year } from "./timeline";

const coSell = demoProducts.filter((product) => product.productClass === "co_sell");
const person = (year: Year, name: string) => year.world.people.get(name) as Ctx;
const productOf = (key: string) => demoProducts.find((product) => product.key === key) as DemoProduct;

/** What the sales rooms hold beside demand: authority, partners' own offers, programs, marketing's demand, who is away. */
export function planSales(year: Year): void {
  year.schedule(year.moment(year.first, 8), () => grantAuthority(year));
  year.schedule(year.moment(addDays(year.first, 2), 9), () => startPrograms(year));
  year.schedule(year.moment(addDays(year.today, -20), 9), () => addPapers(year));
  for (let n = 14; n <= daysBetween(year.first, year.today); n += year.random.integer(9, 16)) planPartnerOffer(year, addDays(year.first, n));
  for (const [back, fate] of [[2, "review"], [3, "review"], [4, "countered"], [6, "taken"], [9, "amended"], [12, "approved"]] as const) planBeyond(year, addDays(year.today, -back), fate);
  for (let n = 20; n <= daysBetween(year.first, year.today); n += 17) planMarketing(year, addDays(year.first, n), n);
  for (const back of [1, 5]) planMarketing(year, addDays(year.today, -back), 1000 + back);
  year.schedule(year.moment(addDays(year.today, -1), 17), () => goAway(year));
}

/** Partners sell the marketplace's own product too, about once a month. */
export function planPlatform(year: Year): void {
  const own = withOwnChance(year, 20_261_123);
  for (let n = 12; n <= daysBetween(year.first, year.today); n += own.random.integer(24, 32)) planPartnerOffer(own, addDays(year.first, n), platformProducts);
}

async function grantAuthority(year: Year): Promise<void> {
  const operator = person(year, "operator");
  for (const product of [...coSell, ...platformProducts]) await setAuthority(operator, { productId: year.world.products.get(product.key)?.id, rateBp: 8800, note: "所有客户服务商" });
  const beacon = year.world.orgs.get("beacon")?.id;
  await setAuthority(operator, { partnerOrgId: beacon, rateBp: 8500, note: "金牌伙伴" });
  await setAuthority(operator, { productId: year.world.products.get("desk")?.id, partnerOrgId: beacon, rateBp: 8200, note: "工单产品专项" });
  await setAuthority(operator, { productId: year.world.products.get("desk")?.id, partnerOrgId: beacon, customerAccount: "jade-bank", rateBp: 7800, note: "翠微银行框架协议" });
}

async function startPrograms(year: Year): Promise<void> {
  const operator = person(year, "operator");
  for (const slug of ["lantern", "quarry"]) await joinProgram(operator, { orgId: year.world.orgs.get(slug)?.id ?? "", program: "accelerator" });
}

/** What partners sell with. */
async function addPapers(year: Year): Promise<void> {
  for (const [who, key, kind, title] of [["seller", "desk", "brochure", "澜舟工单方案介绍"], ["seller", "desk", "case_study", "翠微银行客服平台案例"], ["seller2", "sync", "price_sheet", "摆渡数据同步报价说明"], ["heron.owner", "guard", "brochure", "云集市安全托管服务说明"]] as const) {
    const seller = person(year, who);
    const { fileId } = await receiveUpload(seller, { purpose: "material", name: `${title}.txt`, declaredType: "text/plain", bytes: new TextEncoder().encode(`${title}\n适用对象、功能范围、交付方式与常见问题。\n`) });
    await addMaterial(seller, { productId: year.world.products.get(key)?.id ?? "", kind, title, fileId });
  }
}

async function goAway(year: Year): Promise<void> {
  const sales = person(year, "lantern.sales");
  const owner = person(year, "seller");
  if (owner.actor.kind !== "person") return;
  await setAbsence(sales, { delegatePersonId: owner.actor.id, startsOn: addDays(year.today, 3), endsOn: addDays(year.today, 9), note: "年假" });
}

type Offered = { partner: Ctx; product: DemoProduct; customer: (typeof demoCustomers)[number]; input: MakeInput; sku: DemoProduct["specs"][number]; quantity: number };

/** A partner's own offer; `rateBp` decides whether it stays within what the partner may grant. */
function fill(year: Year, day: BusinessDay, who: string, rateBp: number, { specialReason, products = coSell }: { specialReason?: string; products?: readonly DemoProduct[] } = {}): Offered {
  const { random } = year;
  const product = random.pick(products);
  const customer = random.pick(demoCustomers);
  const sku = random.pick(product.specs);
  const quantity = random.integer(1, 2);
  const input: MakeInput = {
    name: `${customer[1]}-${product.name}-${rateBp / 100}折-${day.slice(2).replaceAll("-", "")}`,
    buyerAccount: customer[0],
    buyerName: customer[1],
    startsOn: day,
    endsOn: addDays(day, 45),
    terms: "含上线陪跑两周；发票由云集市开具。",
    specialReason,
    lines: [{ productSpecId: year.world.specs.get(sku.sku) ?? "", quantity, periodNumber: 1, rateBp, shareBp: Math.min(600, product.maxShareBp) }],
  };
  return { partner: person(year, who), product, customer, input, sku, quantity };
}

function planPartnerOffer(year: Year, day: BusinessDay, products: readonly DemoProduct[] = coSell): void {
  const who = year.random.pick(["partner", "partner2", "beacon.sales"] as const);
  const offered = fill(year, day, who, 9000, { products });
  const used = year.random.chance(0.6) ? addDays(day, year.random.integer(2, 12)) : null;
  year.schedule(year.moment(day, 10), async () => {
    const { number } = await makeOffer(offered.partner, { ...offered.input, startsOn: toBusinessDay(await year.now()) });
    if (!used) return;
    const { product, sku: spec, quantity, customer } = offered;
    playPurchase(year, { number: nextOrderNumber(used), customer, product, spec, quantity, rateBp: 9000, offerNumber: number, method: "balance" }, year.moment(used, 11), used);
  });
}

type Fate = "review" | "countered" | "taken" | "amended" | "approved";

/** An offer beyond the partner's authority on its way over the manual desk. */
function planBeyond(year: Year, day: BusinessDay, fate: Fate): void {
  const offered = fill(year, day, year.random.pick(["partner", "partner2"] as const), 7600, { specialReason: "客户为行业标杆，首年让利换取三年续约承诺" });
  const lead = person(year, "lead");
  year.schedule(year.moment(day, 10), async () => {
    await quoteOffer(offered.partner, offered.input);
    const { id } = await makeOffer(offered.partner, offered.input);
    await commentOffer(offered.partner, { offerId: id, body: "客户已完成两轮测试，预算在本季度内有效。" });
    if (fate === "review") return;
    year.schedule(year.moment(addDays(day, 1), 11), async () => {
      const { version } = await readOffer(lead, id);
      if (fate === "approved") return approveOffer(lead, { offerId: id, version, note: "三年续约承诺已附，同意" });
      await commentOffer(lead, { offerId: id, body: "毛利测算后建议不低于 82 折。", internal: true });
      await counterOffer(lead, { offerId: id, version, rates: [8200], note: "可批 82 折，请与客户确认" });
      if (fate === "countered") return;
      year.schedule(year.moment(addDays(day, 2), 15), async () => {
        if (fate === "taken") return void (await acceptCounter(offered.partner, { offerId: id }));
        const again = { ...offered.input, startsOn: addDays(day, 2), lines: offered.input.lines.map((line) => ({ ...line, rateBp: 8000, quantity: line.quantity + 1 })) };
        await amendOffer(offered.partner, { ...again, offerId: id });
      });
    });
  });
}

/** Demand the marketing system found: straight to sellers of the accelerator, to the dispatchers else. */
function planMarketing(year: Year, day: BusinessDay, n: number): void {
  // Long ago only what went straight to a seller of the accelerator; of late also what waits for the dispatchers.
  const product = year.random.pick(n < 1000 ? ["desk", "knowledge", "graph"].map(productOf) : coSell);
  const customer = year.random.pick(demoCustomers);
  const subject = year.random.pick(demandSubjects[product.key] ?? [[product.name, product.nameEn]]);
  const at = year.moment(day, 14);
  year.schedule(at, async () => {
    const outcome = await applyDemandEvent(marketplaceCtx("marketing", "demo"), {
      type: "demand.created",
      at,
      data: {
        demand_id: `CDP-${day.slice(0, 4)}-${String(n).padStart(5, "0")}`,
        name: `${customer[3]}${customer[2]}客户${subject[0]}`,
        delivery_mode: product.deliveryMode,
        demand_type: "purchase",
        budget_amount: `${year.random.integer(5, 40)}0000.00`,
        main_ask: subject[0],
        description: "三十天内多次浏览方案页并下载白皮书。",
        region: customer[3],
        product_codes: [`P-${product.seller.toUpperCase()}-${product.key.toUpperCase()}`],
        customer: { account: customer[0], name: customer[1], contact_name: customer[4], contact_details: `${customer[0]}@buyer.example.test` },
        created_at: at.toISOString(),
      },
    });
    if (outcome.outcome !== "applied") throw new Error(`demand.created: ${JSON.stringify(outcome)}`);
    await followMarketing(year, day, product, `CDP-${day.slice(0, 4)}-${String(n).padStart(5, "0")}`);
  });
}

/** What arrived in conversion is talked about, and most of it comes to an end. */
async function followMarketing(year: Year, day: BusinessDay, product: DemoProduct, externalRef: string): Promise<void> {
  const { random } = year;
  const [row] = await withRead(marketplaceCtx("marketing", "demo"), (tx) => tx.select({ id: demand.id, status: demand.status }).from(demand).where(eq(demand.externalRef, externalRef)));
  const seller = [...year.world.people.values()].find((ctx) => ctx.org?.slug === product.seller && ctx.org.roles.includes("owner"));
  if (row?.status !== "converting" || !seller) return;
  const demandId = row.id;
  year.schedule(year.moment(addDays(day, 2), 15), () => logProgress(seller, { demandId, text: "电话联系客户，已发送方案资料", nextStep: "安排线上演示", nextStepOn: addDays(day, 9) }));
  if (!random.chance(0.8)) {
    year.schedule(year.moment(addDays(day, 75), 17), () => closeLost(seller, { demandId, reasonCode: "no_decision", note: "客户长期没有决定，先行关闭" }));
    return;
  }
  year.schedule(year.moment(addDays(day, random.integer(12, 25)), 16), () =>
    random.chance(0.4) ? closeWon(seller, { demandId, evidence: `线下合同 HT-${externalRef.slice(-5)}`, note: "客户直接签约" }) : closeLost(seller, { demandId, reasonCode: random.pick(lostReasons), note: "客户本期不采购" }),
  );
}
