import fc from "fast-check";
import { expect, test } from "vitest";
import { type Listing, type Need, rankListings, readCatalogue, reasonWeights } from "./matching";
import { wordsOf } from "./matching-words";

const listing = (productId: string, name: string, overview: string, change: Partial<Listing> = {}): Listing => ({
  productId,
  sellerOrgId: `seller-${productId}`,
  name,
  category: "",
  overview,
  description: "",
  deliveryMode: "saas",
  regions: [],
  fromFen: null,
  ended: 0,
  won: 0,
  load: 0,
  ...change,
});
const watch = listing("watch", "巡检云 Watchtower", "采集主机与数据库的指标，按阈值告警。", { category: "监控运维" });
const desk = listing("desk", "工单台 Service Desk", "面向客服团队的工单协同平台。", { category: "客户服务" });
const store = listing("store", "镜像库 Image Store", "私有容器镜像仓库，支持漏洞扫描与签名。", { deliveryMode: "image" });
const catalogue = readCatalogue([watch, desk, store]);
const need = (text: string, change: Partial<Need> = {}): Need => ({ text, deliveryMode: null, region: "", budgetFen: null, askedFor: [], ...change });
const first = (asked: Need, of = catalogue) => rankListings(of, asked)[0];

test("the reasons together can add up to one and no more", () => {
  expect(Object.values(reasonWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
});

test("words meet across languages, endings and ways of writing", () => {
  expect(first(need("服务器异常要及时告警"))?.productId).toBe("watch");
  expect(first(need("We want alerting when a host misbehaves"))?.productId).toBe("watch");
  expect(first(need("a private registry for container images"))?.productId).toBe("store");
  expect(first(need("客服工单太多"))).toMatchObject({ productId: "desk", reasons: expect.arrayContaining([expect.objectContaining({ reason: "words", detail: expect.stringContaining("工单") as string })]) as unknown });
  expect(wordsOf("ＡＰＩ网\u200C关 Alerts")).toEqual(wordsOf("api网关 alert"));
});

test("a product that was asked for comes before one whose words merely fit", () => {
  expect(first(need("服务器异常要及时告警", { askedFor: ["desk"] }))).toMatchObject({ productId: "desk", reasons: expect.arrayContaining([expect.objectContaining({ reason: "asked_for" })]) as unknown });
});

test("between equals the mode, the region, the budget, the record and the load decide, and say so", () => {
  const twins = (change: Partial<Listing>) => readCatalogue([{ ...watch, productId: "a" }, { ...watch, productId: "b", ...change }]);
  const cases: [Partial<Listing>, Partial<Need>, string, string][] = [
    [{ deliveryMode: "license" }, { deliveryMode: "license" }, "delivery_mode", "license"],
    [{ regions: ["浙江省", "上海市"] }, { region: "上海" }, "region", "上海"],
    [{ fromFen: 500_00n }, { budgetFen: 1000_00n }, "budget", "50000"],
    [{ ended: 10, won: 8 }, {}, "past_conversion", "8/10"],
  ];
  for (const [change, asked, reason, detail] of cases) {
    const best = first(need("监控", asked), twins(change));
    expect(best).toMatchObject({ productId: "b", reasons: expect.arrayContaining([expect.objectContaining({ reason, detail })]) as unknown });
  }
  const byLoad = rankListings(readCatalogue([{ ...watch, productId: "a", load: 30 }, { ...watch, productId: "b" }]), need("监控"));
  expect(byLoad.map(({ productId, reasons }) => [productId, reasons.find(({ reason }) => reason === "load")?.detail])).toEqual([["b", "0"], ["a", "30"]]);
  expect(first(need("监控", { region: "西藏" }), readCatalogue([{ ...watch, productId: "a", regions: ["广东省"] }, { ...watch, productId: "b" }]))?.productId).toBe("b");
});

test("scores lie between 0 and 1, fall, and nothing is lost or doubled, whatever is written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.array(fc.nat(60), { minLength: 3, maxLength: 3 }), fc.option(fc.bigInt(0n, 10n ** 15n)), (text, loads, budgetFen) => {
      const ranked = rankListings(readCatalogue([watch, desk, store].map((one, at) => ({ ...one, load: loads[at] ?? 0, fromFen: 100n }))), need(text, { budgetFen }));
      expect(ranked.map(({ productId }) => productId).toSorted()).toEqual(["desk", "store", "watch"]);
      ranked.forEach(({ score }, at) => expect(score >= 0 && score <= (ranked[at - 1]?.score ?? 1)).toBe(true));
    }),
    { numRuns: 30 },
  );
});

test("an empty catalogue ranks nothing", () => {
  expect(rankListings(readCatalogue([]), need("监控"))).toEqual([]);
});
