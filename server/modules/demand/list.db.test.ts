import fc from "fast-check";
import { Client } from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type BusinessDay, endOfBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import type { OrgId, PersonId } from "@/lib/ids";
import { type DemandState, demandLifecycle, demandSources } from "@/lib/states/demand";
import type { OrgKind, Role } from "@/lib/states/org";
import { type Ctx, personCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { type DemandWorld, type LoadedSeat, loadDemand, readDemandWorld } from "@/testing/load/demands";
import * as demands from "./index";

const db = testDatabase();
const states = Object.keys(demandLifecycle.states) as DemandState[];
const roles: Readonly<Record<OrgKind, readonly Role[]>> = { operator: ["admin"], seller: ["owner"], partner: ["owner"] };
let world: DemandWorld;
const seats = {} as Record<OrgKind, Ctx>;

function ctxOf(kind: OrgKind, { orgId, slug, personId }: LoadedSeat, as: { roles?: readonly Role[]; personId?: string; productIds?: readonly string[] } = {}): Ctx {
  const org = { id: orgId as OrgId, kind, slug, nameZh: slug, nameEn: slug, roles: [...(as.roles ?? roles[kind])], productIds: as.productIds ?? null };
  return personCtx({ actor: { kind: "person", id: (as.personId ?? personId) as PersonId, name: "列表", email: "list@load.test" }, org, requestId: "list", locale: "zh-CN", ip: "127.0.0.1" });
}

beforeAll(async () => {
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${db.name}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  await loadDemand(client, 1500);
  world = await readDemandWorld(client);
  await client.end();
  for (const kind of ["operator", "seller", "partner"] as const) seats[kind] = ctxOf(kind, world[kind]);
});

/** Every row of a list, page by page. */
async function walked(ctx: Ctx, input: demands.DemandFilter): Promise<demands.DemandSummary[]> {
  const rows: demands.DemandSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await demands.listDemand(ctx, { ...input, cursor });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor);
  return rows;
}

const seen = (kind: OrgKind): string => ({ operator: `(status <> 'draft' or submitter_org_id = '${world.operator.orgId}')`, seller: `seller_org_id = '${world.seller.orgId}'`, partner: `submitter_org_id = '${world.partner.orgId}'` })[kind];
/** The same rows asked for past every wall, in words of the test's own. */
async function expected(kind: OrgKind, conditions: readonly string[]): Promise<string[]> {
  const rows = await db.sql<{ id: string }>(`select id from demand d where ${[seen(kind), ...conditions].join(" and ")}`);
  return rows.map(({ id }) => id).toSorted();
}
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe("listDemand", () => {
  const filters = fc.record(
    {
      status: fc.uniqueArray(fc.constantFrom(...states), { minLength: 1, maxLength: 4 }),
      source: fc.constantFrom(...demandSources),
      region: fc.constantFrom("贵州", "四川", "西藏"),
      stage: fc.constantFrom(...demands.demandStages),
      q: fc.constantFrom("供应链", "贵阳", "贵", "００", "-0012", "D-2", "灯塔", "%", "_"),
    },
    { requiredKeys: [] },
  );
  const stageSql: Readonly<Record<(typeof demands.demandStages)[number], string>> = {
    submitted: "submitted_at is not null",
    assigned: "assigned_at is not null",
    accepted: "accepted_at is not null",
    offered: "offered_at is not null",
    won: "status in ('won', 'closed_won_offline')",
    lost: "status = 'closed_lost'",
    lapsed: "lapsed_by <> '{}'",
    rejected: "refused_by <> '{}'",
  };
  /** To a seller only its own refusals and lapses count. */
  const sellerSql: typeof stageSql = { ...stageSql, lapsed: "seller_org_id = any(lapsed_by)", rejected: "seller_org_id = any(refused_by)" };

  it("shows every row the filters find exactly once over all pages, newest first, to every side", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("operator" as const, "seller" as const, "partner" as const), filters, async (kind, filter) => {
        const rows = await walked(seats[kind], filter);
        const conditions = [
          filter.status ? `status in (${filter.status.map((one) => `'${one}'`).join(", ")})` : "true",
          filter.source ? `source = '${filter.source}'` : "true",
          filter.region ? `region = '${filter.region}'` : "true",
          filter.stage ? (kind === "seller" ? sellerSql : stageSql)[filter.stage] : "true",
          filter.q ? `strpos(lower(number || ' ' || name), lower('${filter.q.normalize("NFKC")}')) > 0` : "true",
        ];
        expect(idsOf(rows).toSorted()).toEqual(await expected(kind, conditions));
        const times = rows.map(({ createdAt }) => createdAt);
        expect(times).toEqual(times.toSorted().toReversed());
      }),
      { numRuns: 60 },
    );
  });

  it("takes a period by the day of submission or of the end, both days within, and sorts by it", async () => {
    const [from, to] = ["2020-01-01", toBusinessDay(new Date(Date.now() - 300 * 86_400_000))] as [BusinessDay, BusinessDay];
    for (const cohort of ["submitted", "closed"] as const) {
      const column = `${cohort}_at`;
      const rows = await walked(seats.operator, { cohort, from, to });
      const span = `status not in ('draft', 'duplicate') and submitted_at is not null and ${column} >= '${startOfBusinessDay(from).toISOString()}' and ${column} < '${endOfBusinessDay(to).toISOString()}'`;
      expect(rows.length).toBeGreaterThan(50);
      expect(idsOf(rows).toSorted()).toEqual(await expected("operator", [span]));
    }
  });

  it("tells what won demand came to: its orders, offline the budget", async () => {
    const rows = await walked(seats.operator, { stage: "won" });
    const [plain] = await db.sql<{ fen: string }>("select sum(coalesce(won_fen, budget_fen))::text as fen from demand where status in ('won', 'closed_won_offline')");
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.reduce((sum, { wonFen }) => sum + BigInt(wonFen ?? 0), 0n)).toBe(BigInt(plain?.fen ?? -1));
    expect((await walked(seats.operator, { stage: "lost" })).every(({ wonFen }) => wonFen === null)).toBe(true);
  });

  it("puts the most urgent first where time is asked for", async () => {
    const rows = await walked(seats.operator, { due: "overdue" });
    const due = rows.map(({ dueAt }) => dueAt ?? "");
    expect(due).toEqual(due.toSorted());
    expect(idsOf(rows).toSorted()).toEqual(await expected("operator", ["due_at <= app.now()"]));
    const steps = await walked(seats.seller, { due: "step" });
    expect(idsOf(steps).toSorted()).toEqual(await expected("seller", ["next_step_on <= (app.now() at time zone 'Asia/Shanghai')::date"]));
  });

  it("narrows to products, companies and people", async () => {
    const products = await walked(seats.operator, { productId: world.productId });
    expect(idsOf(products).toSorted()).toEqual(await expected("operator", [`exists (select from demand_line l where l.demand_id = d.id and l.product_id = '${world.productId}')`]));
    const lost = await walked(seats.operator, { stage: "lost", reason: "price" });
    expect(idsOf(lost).toSorted()).toEqual(await expected("operator", ["status = 'closed_lost'", "reason_code = 'price'"]));
    const both = await walked(seats.operator, { partnerId: world.partner.orgId, sellerId: world.seller.orgId });
    expect(idsOf(both).toSorted()).toEqual(await expected("operator", [`source = 'partner'`, `submitter_org_id = '${world.partner.orgId}'`, `seller_org_id = '${world.seller.orgId}'`]));
    const mine = await walked(seats.seller, { person: "me" });
    expect(mine.length).toBeGreaterThan(0);
    expect(idsOf(mine).toSorted()).toEqual(await expected("seller", [`seller_person_id = '${world.seller.personId}'`]));
  });

  it("counts what it shows, by state and in all", async () => {
    const counts = await demands.countDemand(seats.seller, {});
    const [all] = await db.sql<{ n: number }>(`select count(*)::int as n from demand where ${seen("seller")}`);
    expect(counts).toMatchObject({ total: all?.n, capped: false });
    expect(Object.values(counts.byState).reduce((sum, n) => sum + n, 0)).toBe(all?.n);
    const won = await demands.countDemand(seats.seller, { status: ["won", "lapsed"], q: "项目" });
    expect(won.total).toBe((await walked(seats.seller, { status: ["won", "lapsed"], q: "项目" })).length);
  });

  it("shows on the board what the table shows", async () => {
    const { columns } = await demands.boardDemand(seats.seller, { status: ["won", "converting"] });
    expect(columns.map(({ state }) => state)).toEqual(["converting", "won"]);
    for (const { state, cards, more } of columns) {
      const { rows } = await demands.listDemand(seats.seller, { status: state });
      expect(idsOf(cards)).toEqual(idsOf(rows.slice(0, cards.length)));
      expect(more).toBe(rows.length > cards.length);
    }
  });

  it("refuses a place that no list gave out", async () => {
    await expect(demands.listDemand(seats.seller, { cursor: "x" })).rejects.toMatchObject({ key: "badCursor" });
  });
});

describe("what a person sees", () => {
  it("finds a salesperson no colleague's demand, by list, word, filter, board, bulk or count", async () => {
    const colleague = await personIn({ id: world.seller.orgId as OrgId, kind: "seller", slug: world.seller.slug, nameZh: "", nameEn: "" }, ["sales"]);
    const open = await expected("seller", ["seller_person_id is null"]);
    expect(idsOf(await walked(colleague, {})).toSorted()).toEqual(open);
    expect(idsOf(await walked(colleague, { person: world.seller.personId }))).toEqual([]);
    const [theirs] = await db.sql<{ number: string; id: string }>(`select number, id from demand where ${seen("seller")} and seller_person_id is not null limit 1`);
    expect((await demands.listDemand(seats.seller, { q: theirs?.number })).rows.map(({ id }) => id)).toEqual([theirs?.id]);
    for (const q of [theirs?.number ?? "", "项目", "云"]) expect(idsOf(await walked(colleague, { q })).filter((id) => !open.includes(id))).toEqual([]);
    expect((await demands.listDemand(colleague, { ids: [theirs?.id ?? ""] })).rows).toEqual([]);
    expect((await demands.countDemand(colleague, {})).total).toBe(open.length);
    expect((await demands.matchingDemand(colleague, {})).rows.map(({ demandId }) => demandId).toSorted()).toEqual(open);
    const board = await demands.boardDemand(colleague, {});
    expect(board.columns.flatMap(({ cards }) => idsOf(cards)).filter((id) => !open.includes(id))).toEqual([]);
  });

  it("keeps a person with products to those products", async () => {
    const kept = ctxOf("seller", world.seller, { productIds: [world.productId] });
    const theirs = await expected("seller", [`exists (select from demand_line l where l.demand_id = d.id and l.product_id = '${world.productId}')`]);
    expect(theirs.length).toBeGreaterThan(0);
    expect(idsOf(await walked(kept, {})).toSorted()).toEqual(theirs);
    expect((await demands.countDemand(kept, {})).total).toBe(theirs.length);
    expect(idsOf(await walked(kept, { q: "项目" })).filter((id) => !theirs.includes(id))).toEqual([]);
  });

  it("shows nothing to another company, and refuses without the permission", async () => {
    const other = await makeOrg("seller");
    const stranger = await personIn(other, ["owner"]);
    expect(await walked(stranger, { q: "项目" })).toEqual([]);
    expect(await walked(stranger, { sellerId: world.seller.orgId })).toEqual([]);
    expect((await demands.countDemand(stranger, {})).total).toBe(0);
    const clerk = await personIn(other, ["finance"]);
    for (const refused of [demands.listDemand(clerk, {}), demands.countDemand(clerk, {}), demands.boardDemand(clerk, {}), demands.matchingDemand(clerk, {}), demands.exportDemand(clerk, {}).next()]) {
      await expect(refused).rejects.toMatchObject({ kind: "forbidden" });
    }
  });
});

describe("exportDemand", () => {
  it("writes exactly the filtered rows, whole, with a manifest that agrees, and no customer", async () => {
    const parts: string[] = [];
    for await (const part of demands.exportDemand(seats.operator, { status: "won" })) parts.push(part);
    const lines = parts.join("").trimEnd().split("\r\n");
    const rows = await walked(seats.operator, { status: "won" });
    expect(lines.slice(1, -1).map((line) => line.split(",")[0])).toEqual(rows.map(({ number }) => number));
    const { createHash } = await import("node:crypto");
    const digest = createHash("sha256").update(parts.slice(0, -1).join("")).digest("hex");
    expect(lines.at(-1)).toContain(`rows=${rows.length}`);
    expect(lines.at(-1)).toContain(`sha256=${digest}`);
    expect(parts.join("")).not.toMatch(/客户\d+号|customer-\d|13800000000/);
    const [act] = await db.sql<{ act: string }>("select act from audit_entry where act = 'demand.export'");
    expect(act).toBeDefined();
  });

  it("speaks the reader's language and tells Beijing's time", async () => {
    const [row] = (await demands.listDemand(seats.operator, { status: "lapsed", source: "partner" })).rows;
    const written = async (ctx: Ctx) => {
      let text = "";
      for await (const part of demands.exportDemand(ctx, { ids: [row?.id ?? ""] })) text += part;
      const [head = "", cells = ""] = text.replace("\uFEFF", "").split("\r\n");
      const by = new Map(head.split(",").map((name, at) => [name, cells.split(",")[at]]));
      return (...names: string[]) => names.map((name) => by.get(name));
    };
    const submitted = new Date(new Date(row?.submittedAt ?? 0).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
    const chinese = await written(seats.operator);
    expect(chinese("编号", "状态", "客户需求来源", "提交时间（北京时间）")).toEqual([row?.number, "超时关闭", "客户服务商", submitted]);
    expect(chinese("交付方式", "客户需求空间（元）").every((cell) => /^(SaaS|License|[一-鿿 AI]+)$|^\d+\.\d\d$/.test(cell ?? ""))).toBe(true);
    const english = await written({ ...seats.operator, locale: "en" });
    expect(english("Number", "Status", "Source", "Submitted (Beijing time)")).toEqual([row?.number, "Lapsed", "Partner", submitted]);
  });

  it("lets no cell be run by a spreadsheet", async () => {
    const rows = await walked(seats.operator, { status: "lapsed" });
    await db.sql("update demand set name = $1 where id = $2", ['=HYPERLINK("http://x","y"),\n2', rows[0]?.id]);
    const parts: string[] = [];
    for await (const part of demands.exportDemand(seats.operator, { ids: [rows[0]?.id ?? ""] })) parts.push(part);
    expect(parts.join("")).toContain(`"'=HYPERLINK(""http://x"",""y""),\n2"`);
  });
});
