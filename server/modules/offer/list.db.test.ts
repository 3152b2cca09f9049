import { createHash } from "node:crypto";
import fc from "fast-check";
import { Client } from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type BusinessDay, endOfBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import type { OrgId, PersonId } from "@/lib/ids";
import { discountKinds, liveOfferStates, offerLifecycle, type OfferState } from "@/lib/states/offer";
import type { OrgKind, Role } from "@/lib/states/org";
import { beijingEndText } from "@/server/adapters/csv-words";
import { type Ctx, personCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import type { LoadedSeat } from "@/testing/load/demands";
import { loadOffers, type OfferWorld, readOfferWorld } from "@/testing/load/offers";
import * as offers from "./index";

const db = testDatabase();
const states = (Object.keys(offerLifecycle.states) as OfferState[]).filter((state) => state !== "draft");
const roles: Readonly<Record<OrgKind, readonly Role[]>> = { operator: ["admin"], seller: ["owner"], partner: ["owner"] };
let world: OfferWorld;
const seats = {} as Record<OrgKind | "sales", Ctx>;

function ctxOf(kind: OrgKind, { orgId, slug, personId }: LoadedSeat, as: { roles?: readonly Role[]; personId?: string; productIds?: readonly string[] } = {}): Ctx {
  const org = { id: orgId as OrgId, kind, slug, nameZh: slug, nameEn: slug, roles: [...(as.roles ?? roles[kind])], productIds: as.productIds ?? null };
  return personCtx({ actor: { kind: "person", id: (as.personId ?? personId) as PersonId, name: "列表", email: "list@load.test" }, org, requestId: "list", locale: "zh-CN", ip: "127.0.0.1" });
}

beforeAll(async () => {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${db.name}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  await loadOffers(client, 2400);
  world = await readOfferWorld(client);
  await client.end();
  for (const kind of ["operator", "seller", "partner"] as const) seats[kind] = ctxOf(kind, world[kind]);
  seats.sales = ctxOf("seller", world.seller, { roles: ["sales"], personId: world.sellerSales });
});

/** Every row of a list, page by page. */
async function walked(ctx: Ctx, input: offers.OfferFilter): Promise<offers.OfferSummary[]> {
  const rows: offers.OfferSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await offers.listOffers(ctx, { ...input, cursor });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor);
  return rows;
}

const seen = (kind: OrgKind): string => ({ operator: "true", seller: `seller_org_id = '${world.seller.orgId}'`, partner: `partner_org_id = '${world.partner.orgId}'` })[kind];
const current = "status <> 'superseded'";
/** The same rows asked for past every wall, in words of the test's own. */
async function expected(kind: OrgKind, conditions: readonly string[]): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(`select id from offer f where ${[seen(kind), "status <> 'draft'", ...conditions].join(" and ")}`);
  return rows.map(({ id }) => id).toSorted();
}
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted();
const holds = (text: string, words: string) => `strpos(lower(${text}), lower('${words.normalize("NFKC")}')) > 0`;

describe("listOffers", () => {
  const filters = fc.record(
    {
      status: fc.uniqueArray(fc.constantFrom(...states), { minLength: 1, maxLength: 4 }),
      made: fc.constantFrom(...offers.makerSides),
      kind: fc.constantFrom(...discountKinds),
      buyer: fc.constantFrom("贵阳", "HWC-12", "号有限公司", "ｈｗｃ", "无此客户", "%"),
      q: fc.constantFrom("供应链", "试点", "云", "００", "-00012", "O-2", "灯塔", "%", "_"),
    },
    { requiredKeys: [] },
  );

  it("shows every row the filters find exactly once over all pages, newest first, to every side", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("operator" as const, "seller" as const, "partner" as const), filters, async (kind, filter) => {
        const rows = await walked(seats[kind], filter);
        const conditions = [
          filter.status ? `status in (${filter.status.map((one) => `'${one}'`).join(", ")})` : current,
          filter.made ? `org_id = ${filter.made}_org_id` : "true",
          filter.kind ? `discount_kind = '${filter.kind}'` : "true",
          filter.buyer ? holds("buyer_account || ' ' || buyer_name", filter.buyer) : "true",
          filter.q ? holds("number || ' ' || name", filter.q) : "true",
        ];
        expect(idsOf(rows)).toEqual(await expected(kind, conditions));
        const times = rows.map(({ createdAt }) => createdAt);
        expect(times).toEqual(times.toSorted().toReversed());
      }),
      { numRuns: 60 },
    );
  });

  it("takes a period by the day of creation, both days within", async () => {
    const [from, to] = [400, 300].map((days) => toBusinessDay(new Date(Date.now() - days * 86_400_000))) as [BusinessDay, BusinessDay];
    const rows = await walked(seats.operator, { from, to });
    expect(rows.length).toBeGreaterThan(50);
    expect(idsOf(rows)).toEqual(await expected("operator", [current, `created_at >= '${startOfBusinessDay(from).toISOString()}'`, `created_at < '${endOfBusinessDay(to).toISOString()}'`]));
  });

  it("puts what ends within a week first by its end, and the desk's queue by its clock", async () => {
    const ending = await walked(seats.operator, { ending: true });
    expect(ending.length).toBeGreaterThan(0);
    expect(ending.map(({ endsAt }) => endsAt)).toEqual(ending.map(({ endsAt }) => endsAt).toSorted());
    expect(idsOf(ending)).toEqual(await expected("operator", ["status in ('scheduled', 'effective')", "ends_at <= app.now() + interval '7 days'"]));
    const { rows: desk, next } = await offers.listOffers(seats.operator, { desk: true, status: "used" });
    expect(idsOf(desk)).toEqual(await expected("operator", ["status = 'review'"]));
    expect(desk.map(({ dueAt }) => dueAt)).toEqual(desk.map(({ dueAt }) => dueAt).toSorted());
    expect(next).toBeNull();
  });

  it("narrows to products, companies, makers, live ones and given ones", async () => {
    const products = await walked(seats.operator, { productId: world.productId });
    expect(products.length).toBeGreaterThan(0);
    expect(idsOf(products)).toEqual(await expected("operator", [current, `exists (select from offer_line l where l.offer_id = f.id and l.product_id = '${world.productId}')`]));
    expect(idsOf(await walked(seats.operator, { sellerId: world.seller.orgId, partnerId: world.partner.orgId }))).toEqual(
      await expected("operator", [current, `seller_org_id = '${world.seller.orgId}'`, `partner_org_id = '${world.partner.orgId}'`]),
    );
    const mine = await walked(seats.seller, { person: "me" });
    expect(mine.length).toBeGreaterThan(0);
    expect(idsOf(mine)).toEqual(await expected("seller", [current, `created_by = '${world.seller.personId}'`]));
    expect(idsOf(await walked(seats.seller, { live: true }))).toEqual(await expected("seller", [`status in (${liveOfferStates.map((one) => `'${one}'`).join(", ")})`]));
    const [former] = await expected("seller", ["status = 'superseded'"]);
    expect(idsOf((await offers.listOffers(seats.seller, { ids: [former ?? ""] })).rows)).toEqual([former]);
  });

  it("counts what it shows, by state and in all, former versions apart", async () => {
    for (const kind of ["operator", "seller", "partner"] as const) {
      const counts = await offers.countOffers(seats[kind], {});
      expect(counts).toMatchObject({ total: (await expected(kind, [current])).length, capped: false });
      expect(Object.values(counts.byState).reduce((sum, n) => sum + n, 0)).toBe((await expected(kind, [])).length);
    }
    const filter: offers.OfferFilter = { status: ["used", "superseded"], made: "seller" };
    expect((await offers.countOffers(seats.seller, filter)).total).toBe((await walked(seats.seller, filter)).length);
    expect((await offers.countOffers(seats.operator, { desk: true })).total).toBe((await expected("operator", ["status = 'review'"])).length);
  });

  it("refuses a place that no list gave out", async () => {
    await expect(offers.listOffers(seats.seller, { cursor: "x" })).rejects.toMatchObject({ key: "badCursor" });
  });
});

const written = async (ctx: Ctx, filter: offers.OfferFilter) => {
  const parts: string[] = [];
  for await (const part of offers.exportOffers(ctx, filter)) parts.push(part);
  return parts;
};

describe("what a person sees", () => {
  const everywhere = async (ctx: Ctx, filter: offers.OfferFilter) => [
    idsOf(await walked(ctx, filter)),
    (await offers.matchingOffers(ctx, filter)).rows.map(({ offerId }) => offerId).toSorted(),
    (await written(ctx, filter)).join("").split("\r\n").slice(1, -2).length,
    (await offers.countOffers(ctx, filter)).total,
  ];

  it("finds a salesperson own offers and those of own demand alone, by list, word, filter, bulk, export or count", async () => {
    const [linked] = await db.sql<{ id: string; demand_id: string }>(`select id, demand_id from offer where ${seen("seller")} and ${current} and demand_id is not null and created_by <> $1 limit 1`, [world.sellerSales]);
    await db.sql("update demand set seller_person_id = $1 where id = $2", [world.sellerSales, linked?.demand_id]);
    const own = await expected("seller", [current, `(created_by = '${world.sellerSales}' or demand_id = '${linked?.demand_id}')`]);
    expect(own.length).toBeGreaterThan(3);
    expect(own).toContain(linked?.id);
    expect(await everywhere(seats.sales, {})).toEqual([own, own, own.length, own.length]);
    const [theirs] = await db.sql<{ number: string; id: string }>(`select number, id from offer where ${seen("seller")} and ${current} and created_by <> $1 and demand_id is null limit 1`, [world.sellerSales]);
    expect(idsOf((await offers.listOffers(seats.seller, { q: theirs?.number })).rows)).toEqual([theirs?.id]);
    for (const filter of [{ q: theirs?.number }, { person: world.seller.personId, made: "seller" as const, ids: [theirs?.id ?? ""] }]) expect(await everywhere(seats.sales, filter)).toEqual([[], [], 0, 0]);
    for (const filter of [{ q: "云" }, { buyer: "hwc" }, { status: "used" as const }]) expect((await everywhere(seats.sales, filter))[0]).toEqual(idsOf((await walked(seats.seller, filter)).filter(({ id }) => own.includes(id))));
  });

  it("keeps a person with products to those products", async () => {
    const kept = ctxOf("seller", world.seller, { productIds: [world.productId] });
    const theirs = await expected("seller", [current, `exists (select from offer_line l where l.offer_id = f.id and l.product_id = '${world.productId}')`]);
    expect(theirs.length).toBeGreaterThan(0);
    expect(await everywhere(kept, {})).toEqual([theirs, theirs, theirs.length, theirs.length]);
    expect(idsOf(await walked(kept, { q: "云" })).filter((id) => !theirs.includes(id))).toEqual([]);
  });

  it("shows no buyer that was taken back, and finds none by its name", async () => {
    const [row] = await db.sql<{ id: string; number: string; buyer_account: string; buyer_name: string; demand_id: string }>(
      `select f.id, f.number, buyer_account, buyer_name, demand_id from offer f join demand d on d.id = f.demand_id where f.${seen("seller")} and d.source = 'partner' and f.status not in ('used', 'superseded') and not exists (select from offer u where u.demand_id = f.demand_id and u.status = 'used') limit 1`,
    );
    const buyer = row?.buyer_account ?? "";
    expect((await walked(seats.seller, { buyer })).map(({ id }) => id)).toContain(row?.id);
    await db.sql("update demand_customer set released_to_org_id = null where demand_id = $1", [row?.demand_id]);
    expect((await walked(seats.seller, { buyer })).map(({ id }) => id)).not.toContain(row?.id);
    expect((await offers.listOffers(seats.seller, { q: row?.number })).rows).toMatchObject([{ buyerHidden: true, buyerAccount: "", buyerName: "" }]);
    const file = (await written(seats.seller, { ids: [row?.id ?? ""] })).join("");
    expect(file).toContain(row?.number);
    expect(file).not.toContain(buyer);
    expect(file).not.toContain(row?.buyer_name);
    expect((await walked(seats.operator, { buyer })).map(({ id }) => id)).toContain(row?.id);
  });

  it("shows nothing to another company, and refuses without the permission", async () => {
    const other = await makeOrg("seller");
    const stranger = await personIn(other, ["owner"]);
    expect(await everywhere(stranger, { q: "云" })).toEqual([[], [], 0, 0]);
    expect(await everywhere(stranger, { sellerId: world.seller.orgId })).toEqual([[], [], 0, 0]);
    const clerk = await personIn(other, ["product"]);
    for (const refused of [offers.listOffers(clerk, {}), offers.countOffers(clerk, {}), offers.matchingOffers(clerk, {}), offers.offeredProducts(clerk), offers.exportOffers(clerk, {}).next()]) {
      await expect(refused).rejects.toMatchObject({ kind: "forbidden" });
    }
  });

  it("offers a seller its own products to filter by, the others everybody's", async () => {
    expect((await offers.offeredProducts(seats.seller)).map(({ id }) => id).toSorted()).toEqual((await db.sql<{ id: string }>("select id from product where org_id = $1", [world.seller.orgId])).map(({ id }) => id).toSorted());
    expect((await offers.offeredProducts(seats.partner)).map(({ id }) => id)).toContain(world.productId);
  });
});

describe("exportOffers", () => {
  it("writes exactly the filtered rows, in the list's order, with a manifest that agrees, and says so in the audit log without the buyer", async () => {
    const filter: offers.OfferFilter = { status: "used", buyer: "hwc" };
    const parts = await written(seats.operator, filter);
    const lines = parts.join("").trimEnd().split("\r\n");
    const rows = await walked(seats.operator, filter);
    expect(rows.length).toBeGreaterThan(100);
    expect(lines.slice(1, -1).map((line) => line.split(",")[0])).toEqual(rows.map(({ number }) => number));
    const digest = createHash("sha256").update(parts.slice(0, -1).join("")).digest("hex");
    const payable = rows.reduce((sum, { totalFen }) => sum + BigInt(totalFen), 0n);
    for (const said of [`rows=${rows.length}`, `payable_cny=${payable / 100n}.`, `sha256=${digest}`]) expect(lines.at(-1)).toContain(said);
    expect(lines[0]?.replace("\uFEFF", "").split(",").slice(0, 5)).toEqual(["编号", "版本", "优惠名称", "状态", "创建方"]);
    expect([lines[0], lines[1]?.includes("已使用")]).toEqual([expect.stringContaining("截止时间（北京时间）"), true]);
    const english = (await written({ ...seats.operator, locale: "en" }, filter)).join("").split("\r\n");
    expect([english[0], english[1]?.includes("Used")]).toEqual([expect.stringMatching(/^\uFEFF?Number,Version,.*\(Beijing time\)/), true]);
    const [act] = await db.sql<{ payload: string }>("select payload from audit_entry where payload like '%offer.export%' order by seq desc limit 1");
    expect(act?.payload).toContain("used");
    expect(act?.payload).not.toContain("hwc");
  });

  it("goes on from page to page without gap or repeat, in the list's order", async () => {
    const numbers = (await written(seats.operator, {})).join("").trimEnd().split("\r\n").slice(1, -1).map((line) => line.split(",")[0]);
    const all = await db.sql<{ number: string }>("select number from offer where status not in ('draft', 'superseded') order by created_at desc, id desc");
    expect(all.length).toBeGreaterThan(2000);
    expect(numbers).toEqual(all.map(({ number }) => number));
  });

  it("says of what ends at midnight that it ends with the day before", async () => {
    const rows = (await offers.listOffers(seats.operator, { status: "effective" })).rows.slice(0, 2);
    const ends = ["2031-03-01T16:00:00.000Z", "2031-02-28T16:30:00.000Z"];
    for (const [at, row] of rows.entries()) await db.sql("update offer set ends_at = $1 where id = $2", [ends[at], row.id]);
    const said = [];
    for (const { id } of rows) {
      const [header = "", line = ""] = (await written(seats.operator, { ids: [id] })).join("").split("\r\n");
      said.push(line.split(",")[header.split(",").indexOf("截止时间（北京时间）")]);
    }
    expect(said).toEqual(["2031-03-01 24:00", "2031-03-01 00:30"]);
    expect(ends.map(beijingEndText)).toEqual(said);
  });

  it("writes every cell as the list shows it", async () => {
    const [row] = (await offers.listOffers(seats.operator, { status: "effective" })).rows;
    const [header = "", line = ""] = (await written(seats.operator, { ids: [row?.id ?? ""] })).join("").replace("\uFEFF", "").split("\r\n");
    const cells = Object.fromEntries(header.split(",").map((name, at) => [name, line.split(",")[at]]));
    expect(cells).toMatchObject({ 编号: row?.number, 优惠名称: row?.name, 状态: "已生效", 创建方: row?.makerName, 计入的客户服务商: row?.partnerName ?? "", 用户账号: row?.buyerAccount, 客户名称: row?.buyerName });
    const beijing = (at: string | undefined) => new Date(new Date(at ?? 0).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
    expect(cells).toMatchObject({ "生效时间（北京时间）": beijing(row?.startsAt), "截止时间（北京时间）": beijingEndText(row?.endsAt ?? null), "创建时间（北京时间）": beijing(row?.createdAt) });
    expect(cells["应付金额（元）"]).toBe((Number(row?.totalFen) / 100).toFixed(2));
    expect(cells["商品"]).toBe(row?.productNames.join(" / "));
  });

  it("lets no cell be run by a spreadsheet", async () => {
    const [row] = (await offers.listOffers(seats.operator, { status: "expired" })).rows;
    await db.sql("update offer set name = $1 where id = $2", ['=HYPERLINK("http://x","y"),\n2', row?.id]);
    expect((await written(seats.operator, { ids: [row?.id ?? ""] })).join("")).toContain(`"'=HYPERLINK(""http://x"",""y""),\n2"`);
  });
});
