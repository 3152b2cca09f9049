import { beforeAll, describe, expect, it } from "vitest";
import { type Ctx } from "@/server/kernel/ctx";
import * as demands from "@/server/modules/demand";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing, makePendingDemand, makeSubmittedDemand } from "@/testing/factories/demand";
import { type Conversion, demandConversion, exportConversion } from ".";

const db = testDatabase();
let seller: MadeOrg;
let listing: Listing;
let second: Listing;
let people: Record<"partner" | "other" | "sales" | "owner" | "dispatcher" | "finance", Ctx>;

beforeAll(async () => {
  [seller] = [await makeOrg("seller")];
  const [partner, other, operator] = [await makeOrg("partner"), await makeOrg("partner"), await makeOrg("operator")];
  [listing, second] = [await makeListing(seller), await makeListing(seller)];
  people = {
    partner: await personIn(partner, ["owner"]),
    other: await personIn(other, ["owner"]),
    sales: await personIn(seller, ["sales"]),
    owner: await personIn(seller, ["owner"]),
    dispatcher: await personIn(operator),
    finance: await personIn(seller, ["finance"]),
  };
  const budget = { budgetFen: "1000000" };
  await makeSubmittedDemand(people.partner, listing, budget);
  await makePendingDemand(people.partner, people.dispatcher, seller, listing, budget);
  await makeAcceptedDemand(people.partner, people.dispatcher, seller, people.sales, listing, { ...budget, products: [listing, second].map(({ productId }) => ({ productId, expectedShareBp: 100 })) });
  const refused = await makePendingDemand(people.other, people.dispatcher, seller, listing, budget);
  await demands.rejectDemand(people.sales, { demandId: refused, reasonCode: "no_capacity", note: "排期已满" });
  const lost = await makeAcceptedDemand(people.other, people.dispatcher, seller, people.sales, second, budget);
  await demands.closeLost(people.other, { demandId: lost, reasonCode: "price", note: "价格偏高" });
  const won = await makeAcceptedDemand(people.other, people.dispatcher, seller, people.sales, second, budget);
  await demands.closeWon(people.other, { demandId: won, evidence: "HT-2026-0099", note: "线下签约" });
});

const counts = ({ total }: Conversion) => total.count;

describe("demand conversion", () => {
  it("counts every stage with its amount, for all that operators see", async () => {
    const all = await demandConversion(people.dispatcher);
    expect(counts(all)).toEqual({ submitted: 6, assigned: 5, accepted: 3, offered: 0, won: 1, rejected: 1, lapsed: 0, lost: 1 });
    expect(all.total.amountFen).toMatchObject({ submitted: "6000000", won: "1000000", lost: "1000000" });
    expect(all.reasons).toEqual([
      { status: "rejected", code: "no_capacity", count: 1, amountFen: "1000000" },
      { status: "closed_lost", code: "price", count: 1, amountFen: "1000000" },
    ]);
    const [month] = all.months.slice(-1);
    expect([all.months.length, month?.count.submitted, all.months[0]?.count.submitted]).toEqual([12, 6, 0]);
    expect(all.groups).toEqual(all.months);
  });

  it("leaves no month of the span out, and of a long span only the empty ends", async () => {
    const months = async (from: string, to: string) => (await demandConversion(people.dispatcher, { from, to })).months.map(({ key }) => key);
    expect(await months("2026-01-15", "2026-04-01")).toEqual(["202601", "202602", "202603", "202604"]);
    expect(await months("2001-01-01", "2004-12-31")).toEqual([]);
    const [first, ...rest] = await months("2001-01-01", "2099-12-31");
    expect([first, rest]).toEqual([(await demandConversion(people.dispatcher)).months.at(-1)?.key, []]);
  });

  it("shows a seller what was assigned to it and a partner what it brought", async () => {
    expect(counts(await demandConversion(people.owner)).submitted).toBe(5);
    expect(counts(await demandConversion(people.partner)).submitted).toBe(3);
    expect(counts(await demandConversion(await personIn(await makeOrg("seller")))).submitted).toBe(0);
    await expect(demandConversion(people.finance)).rejects.toMatchObject({ kind: "forbidden", values: { permission: "demand:read" } });
  });

  it("groups by each side, and a demand of two products counts in both", async () => {
    const byProduct = await demandConversion(people.dispatcher, { by: "product" });
    expect(Object.fromEntries(byProduct.groups.map((row) => [row.key, row.count.submitted]))).toEqual({ [listing.productId]: 4, [second.productId]: 3 });
    expect(byProduct.groups.map((row) => row.label)).toContain(listing.name);
    const bySeller = await demandConversion(people.dispatcher, { by: "seller" });
    expect(Object.fromEntries(bySeller.groups.map((row) => [row.key, row.count.submitted]))).toEqual({ [seller.id]: 5, "": 1 });
    const byPartner = await demandConversion(people.dispatcher, { by: "partner" });
    expect(byPartner.groups.map((row) => row.count.submitted)).toEqual([3, 3]);
    expect(counts(await demandConversion(people.dispatcher, { productId: second.productId }))).toMatchObject({ submitted: 3, won: 1 });
  });

  it("by close date counts what ended, and nothing that is open", async () => {
    expect(counts(await demandConversion(people.dispatcher, { cohort: "closed" }))).toMatchObject({ submitted: 3, won: 1, lost: 1, rejected: 1 });
    expect(counts(await demandConversion(people.dispatcher, { from: "2020-01-01", to: "2020-12-31" })).submitted).toBe(0);
  });

  it("agrees with the rows themselves, group by group, and measures the medians", async () => {
    const [plain] = await db.sql<{ n: number; median: number }>(
      `select count(*)::int as n, (percentile_cont(0.5) within group (order by extract(epoch from accepted_at - assigned_at)))::float8 as median from demand where accepted_at is not null`,
    );
    const all = await demandConversion(people.dispatcher, { by: "source" });
    expect(all.total.count.accepted).toBe(plain?.n);
    expect(all.total.medianSeconds.accept).toBeCloseTo(plain?.median ?? -1, 3);
    expect(all.groups.reduce((sum, row) => sum + row.count.submitted, 0)).toBe(all.total.count.submitted);
  });

  const written = async (...given: Parameters<typeof exportConversion>) => {
    let text = "";
    for await (const part of exportConversion(...given)) text += part;
    return text.replace("\uFEFF", "").trimEnd().split("\r\n");
  };

  it("exports the shown table: its rows, columns and units, a manifest at the end", async () => {
    const shown = await demandConversion(people.dispatcher, { by: "source" });
    const [head, first, total, manifest, ...rest] = await written(people.dispatcher, { by: "source" });
    expect(head).toBe("来源,提交,分配,接收,报价,成交,被拒绝,曾超时,转化失败,接收率（%）,成交率（%）,接收用时（小时）,需求空间（元）,成交金额（元）");
    const median = ((shown.total.medianSeconds.accept ?? Number.NaN) / 3600).toFixed(2);
    expect(first).toBe(`客户服务商,6,5,3,0,1,1,0,1,75.00,33.33,${median},60000.00,10000.00`);
    expect([total, rest]).toEqual([first?.replace("客户服务商", "合计"), []]);
    expect(manifest).toContain(`# manifest,rows=2,from=${shown.from},to=${shown.to}`);
    expect(manifest).toContain("按提交日期：");
  });

  it("exports months as they are called, products without a total, and the reasons apart, in the reader's language", async () => {
    const months = await written(people.dispatcher);
    expect([months.length, months[0]?.split(",")[0], months[1]?.split(",")[0]]).toEqual([15, "月份", expect.stringMatching(/^\d{4}年\d{1,2}月$/)]);
    const products = await written(people.dispatcher, { by: "product" });
    expect([products.length, products.some((line) => line.startsWith("合计"))]).toEqual([4, false]);
    const english = { ...people.dispatcher, locale: "en" as const };
    expect((await written(english, {}, "reasons")).slice(0, -1)).toEqual(["Reason,Outcome,Demands,Share (%),Budget (CNY)", expect.stringMatching(/,Rejected,1,50.00,10000.00$/), "Price,Lost,1,50.00,10000.00", "Total,,2,,"]);
    await expect(written(people.finance)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
