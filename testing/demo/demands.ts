import { addDays, type BusinessDay, daysBetween, toBusinessDay } from "@/lib/dates";
import { lostReasons, rejectReasons } from "@/lib/states/demand";
import type { Ctx } from "@/server/kernel/ctx";
import { acceptDemand, answerQuestion, askSubmitter, assignMany, cancelDemand, checkDemand, closeLost, closeWon, confirmClose, demandRulesVersion, extendDemand, logProgress, markDuplicate, readDemand, rejectDemand, requestClose, returnDemand, saveDraft, submitDemand } from "@/server/modules/demand";
import { approveOffer, makeOffer, readOffer, refuseOffer } from "@/server/modules/offer";
import { demandSubjects, demoCustomers } from "./customers";
import { planComments } from "./imports";
import { nextOrderNumber, playPurchase } from "./orders";
import { type DemoProduct, demoProducts } from "./products";
import type { Year } from "./timeline";

const partners = ["partner", "partner", "partner2", "ridge.owner", "delta.owner"] as const;
const coSell = demoProducts.filter((product) => product.productClass === "co_sell");

type Story = {
  readonly year: Year;
  readonly day: BusinessDay;
  readonly partner: Ctx;
  readonly seller: Ctx;
  readonly product: DemoProduct;
  readonly customer: (typeof demoCustomers)[number];
  readonly subject: readonly [zh: string, en: string];
  readonly shareBp: number;
  readonly id: string;
  readonly number: string;
};

/** About two demands a week, one story each; the newest are still on their way. */
export function planDemands(year: Year): void {
  const days = daysBetween(year.first, year.today);
  for (let n = 3; n <= days; n += year.random.integer(2, 5)) begin(year, addDays(year.first, n));
  // Today's desk is never empty.
  for (const back of [1, 1, 2, 2, 3, 4]) begin(year, addDays(year.today, -back));
}

function begin(year: Year, day: BusinessDay): void {
  const { random, world } = year;
  const product = random.pick(coSell);
  const partner = world.people.get(random.pick(partners)) as Ctx;
  const sellers = [...world.people.values()].filter((ctx) => ctx.org?.slug === product.seller && ctx.org.roles.some((role) => role === "owner" || role === "sales"));
  const seller = random.pick(sellers) as Ctx;
  const customer = random.pick(demoCustomers);
  const subject = random.pick(demandSubjects[product.key] ?? [[product.name, product.nameEn]]);
  const shareBp = Math.min(product.maxShareBp, random.pick([500, 600, 800, 1000]));
  const budget = BigInt(random.integer(5, 60)) * 1_000_000n;
  const at = year.moment(day, random.integer(9, 17));
  year.schedule(at, async () => {
    const listing = world.products.get(product.key);
    const made = await saveDraft(partner, {
      // A name tells the trade and the place, never the customer: the seller reads it before accepting.
      name: `${customer[3]}${customer[2]}客户${subject[0]}`,
      deliveryMode: product.deliveryMode,
      demandType: random.pick(["purchase", "purchase", "project", "expansion"] as const),
      budgetFen: budget.toString(),
      mainAsk: subject[0],
      region: customer[3],
      description: `${subject[0]}：客户希望在一个季度内上线，已与业务部门沟通两轮。${subject[1]}.`,
      expectedSigningDate: addDays(day, random.integer(30, 90)),
      salesContact: partner.actor.name,
      salesContactDetails: "+86 138 0013 8000",
      customer: { name: customer[1], account: random.chance(0.7) ? customer[0] : undefined, contactName: customer[4], contactDetails: `${customer[0]}@buyer.example.test` },
      products: [{ productId: listing?.id ?? "", expectedShareBp: shareBp }],
    });
    if (random.chance(0.06)) return;
    await submitDemand(partner, { demandId: made.id });
    dispatch({ year, day, partner, seller, product, customer, subject, shareBp, ...made });
  });
}

/** Numbers of demand that reached a seller; a later one may be its duplicate. */
const assigned: string[] = [];

function dispatch(story: Story): void {
  const { year, day, partner, seller, product, id } = story;
  const { random } = year;
  const dispatcher = year.world.people.get("dispatcher") as Ctx;
  const fate = random.next();
  // Of the newest some still wait on the dispatcher's desk.
  if (addDays(day, 4) > year.today && random.chance(0.6)) return;
  const at = year.moment(addDays(day, random.integer(0, 2)), random.integer(18, 20));
  year.schedule(at, async () => {
    const before = assigned.at(-1);
    if (fate < 0.04 && before) return markDuplicate(dispatcher, { demandId: id, ofNumber: before, note: "与已分配的需求重复" });
    if (fate < 0.09) return returnDemand(dispatcher, { demandId: id, note: "请补充客户预算依据与联系人" });
    if (fate < 0.12) return cancelDemand(partner, { demandId: id, note: "客户暂缓" });
    const doubtful = random.chance(0.2);
    await checkDemand(dispatcher, { demandId: id, answers: { reachable: "yes", need: "yes", budget: doubtful ? "unknown" : "yes", time: "yes", no_duplicate: "yes" }, note: doubtful ? "预算待客户年中会议确认" : undefined });
    const next = random.chance(0.3) ? [...year.world.orgs.values()].find((org) => org.kind === "seller" && org.slug !== product.seller && coSell.some((one) => one.seller === org.slug)) : undefined;
    await assignMany(dispatcher, { demandIds: [id], sellerOrgIds: [seller.org?.id ?? "", ...(next ? [next.id] : [])] });
    assigned.push(story.number);
    answer(story, addDays(day, 2));
  });
}

function answer(story: Story, day: BusinessDay): void {
  const { year, seller, id } = story;
  const { random } = year;
  const fate = random.next();
  // Some are never answered: the deadline sweep lapses them.
  if (fate < 0.1) return;
  const asks = fate > 0.9;
  if (asks) {
    year.schedule(year.moment(day, 9), () => askSubmitter(seller, { demandId: id, question: "请确认部署方式与并发用户数，以便评估交付排期" }));
    // The newest question still waits for its answer.
    if (addDays(day, 4) > year.today) return;
    year.schedule(year.moment(addDays(day, 1), 9), () => answerQuestion(story.partner, { demandId: id, answer: "公有云部署，约两千并发用户" }));
  } else if (fate > 0.84) year.schedule(year.moment(day, 9), () => extendDemand(seller, { demandId: id, note: "需与交付团队确认档期" }));
  year.schedule(year.moment(addDays(day, asks ? 2 : random.integer(0, 3)), 11), async () => {
    if (fate < 0.2) return rejectDemand(seller, { demandId: id, reasonCode: random.pick(rejectReasons), note: "近期交付资源已排满，建议转其他商家" });
    await acceptDemand(seller, { demandId: id, rulesVersion: demandRulesVersion });
    follow(story, addDays(day, 4));
  });
}

function follow(story: Story, day: BusinessDay): void {
  const { year, seller, partner, id } = story;
  const { random } = year;
  planComments(year, day, story);
  year.schedule(year.moment(addDays(day, 75), 17), () => giveUp(story));
  year.schedule(year.moment(addDays(day, random.integer(1, 5)), 15), () =>
    logProgress(seller, { demandId: id, text: "完成首次需求沟通，客户确认范围与时间表", nextStep: "提交方案与报价", nextStepOn: addDays(day, 14) }),
  );
  const fate = random.next();
  if (fate < 0.18) {
    if (fate < 0.06) {
      year.schedule(year.moment(addDays(day, 10), 16), () => requestClose(seller, { demandId: id, outcome: "lost", reasonCode: random.pick(lostReasons), note: "客户立项推迟到明年" }));
      year.schedule(year.moment(addDays(day, 13), 10), async () => void (await confirmClose(partner, { demandId: id })));
      return;
    }
    year.schedule(year.moment(addDays(day, random.integer(10, 13)), 16), () => closeLost(partner, { demandId: id, reasonCode: random.pick(lostReasons), note: "客户选择了其他方案" }));
    return;
  }
  if (fate > 0.94) {
    year.schedule(year.moment(addDays(day, random.integer(12, 20)), 16), () => closeWon(partner, { demandId: id, evidence: `线下合同 HT-${story.number.slice(-5)}`, note: "客户走年度框架合同签约" }));
    return;
  }
  if (fate > 0.88) return;
  year.schedule(year.moment(addDays(day, random.integer(6, 12)), 10), () => quote(story));
}

/** What came to nothing after so long is closed: no office keeps it open. */
async function giveUp({ partner, id }: Story): Promise<void> {
  const { status } = await readDemand(partner, id);
  if (status === "converting" || status === "stale") await closeLost(partner, { demandId: id, reasonCode: "no_decision", note: "客户长期没有决定，先行关闭" });
}

async function quote(story: Story): Promise<void> {
  const { year, seller, product, id } = story;
  const { random } = year;
  const spec = random.pick(product.specs);
  const now = await year.now();
  const deep = random.chance(0.2);
  const rateBp = deep ? product.floorRateBp - 300 : random.pick([8500, 8800, 9000]);
  const quantity = random.integer(1, 3);
  const account = story.customer[0];
  const offer = await makeOffer(seller, {
    demandId: id,
    name: `${story.subject[0]}-${rateBp / 100}折-${story.number.slice(-5)}`,
    buyerAccount: account,
    buyerName: story.customer[1],
    startsOn: toBusinessDay(now),
    endsOn: addDays(toBusinessDay(now), 30),
    terms: "报价含首年标准服务；发票由云集市开具。",
    specialReason: deep ? "战略客户，竞争对手报价更低，签约后扩容在即" : undefined,
    lines: [{ productSpecId: year.world.specs.get(spec.sku) ?? "", quantity, periodNumber: 1, rateBp }],
  });
  const day = toBusinessDay(now);
  if (deep) {
    const lead = year.world.people.get("lead") as Ctx;
    const approve = random.chance(0.7);
    year.schedule(year.moment(addDays(day, 1), 11), async () => {
      const { version } = await readOffer(lead, offer.id);
      await (approve ? approveOffer(lead, { offerId: offer.id, version, note: "战略客户，同意" }) : refuseOffer(lead, { offerId: offer.id, version, note: "低于底线折扣，请在 80 折以上重新报价" }));
    });
    if (!approve) return;
  }
  if (!random.chance(0.72)) return;
  const placed = addDays(day, random.integer(3, 14));
  const number = nextOrderNumber(placed);
  playPurchase(year, { number, customer: story.customer, product, spec, quantity, rateBp, offerNumber: offer.number, method: random.pick(["balance", "online", "credit"]) }, year.moment(placed, 11), placed);
}
