import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { notification } from "@/db/schema";
import { defineLifecycle } from "@/lib/states/lifecycle";
import { offerLifecycle } from "@/lib/states/offer";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { audit } from "./audit";
import { authorize } from "./authorize";
import { type Ctx, systemCtx } from "./ctx";
import { once } from "./idempotency";
import { announce, enqueue, withoutNotices } from "./outbox";
import { transition } from "./transition";
import { businessNow, withRead, withTx } from "./tx";

const db = testDatabase();
let seller: MadeOrg;
let other: MadeOrg;
let owner: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  seller = await makeOrg("seller");
  other = await makeOrg("seller");
  owner = await personIn(seller);
  stranger = await personIn(other);
});

const write = (ctx: Ctx, orgId: string) => withTx(ctx, (tx) => tx.insert(notification).values({ orgId, kind: "test.made", href: "/", noun: "test" }).returning());

describe("a transaction acts for one company", () => {
  it("writes and reads its own rows only", async () => {
    await write(owner, seller.id);
    expect(await withRead(owner, (tx) => tx.select().from(notification))).toHaveLength(1);
    expect(await withRead(stranger, (tx) => tx.select().from(notification))).toHaveLength(0);
    await expect(write(stranger, seller.id)).rejects.toThrow();
  });

  it("puts another sight on for inner work and takes it off after", async () => {
    const seen = await withTx(owner, async (tx) => {
      const inner = await withTx(stranger, (same) => same.select().from(notification));
      const outer = await tx.select().from(notification);
      return { inner: inner.length, outer: outer.length };
    });
    expect(seen).toEqual({ inner: 0, outer: 1 });
  });

  it("leaves no context behind on a reused connection", async () => {
    await Promise.all(Array.from({ length: 80 }, () => withRead(owner, (tx) => tx.select().from(notification))));
    const nobody: Ctx = { ...owner, org: null, actor: { kind: "buyer", name: "nobody" } };
    expect(await withRead(nobody, (tx) => tx.select().from(notification))).toHaveLength(0);
  });

  it("refuses to write in a reading", async () => {
    await expect(withRead(owner, (tx) => tx.delete(notification))).rejects.toThrow();
  });
});

describe("authorize", () => {
  it("names the missing permission and who can grant it", async () => {
    const viewer = await personIn(seller, ["viewer"]);
    expect(() => authorize(viewer, "demand:accept")).toThrow(expect.objectContaining({ kind: "forbidden", values: { permission: "demand:accept", roles: "owner, sales" } }) as Error);
    expect(() => authorize(owner, "settlement:close")).toThrow(expect.objectContaining({ key: "notYourWing" }) as Error);
  });
});

describe("the audit chain", () => {
  it("grows with the act and dies with its transaction", async () => {
    const act = (name: string) => audit(owner, { noun: "test", nounId: null, act: name });
    await withTx(owner, async () => act("test.first"));
    await expect(
      withTx(owner, async () => {
        act("test.lost");
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    const rows = await db.sql<{ act: string; position: string }>("select act, position from audit_entry where chain = $1 order by position", [`org:${seller.id}`]);
    expect(rows.map((row) => row.act)).toEqual(["test.first"]);
  });

  it("takes any words as they are", async () => {
    const words = `it's \\ "quoted"; select 1; -- 龘 ' \u0001 $1`;
    await withTx(owner, async () => audit(owner, { noun: "test", nounId: null, act: "test.words", detail: { words } }));
    const [row] = await db.sql<{ payload: string }>("select payload from audit_entry where act = 'test.words'");
    expect(JSON.parse(row?.payload ?? "{}")).toMatchObject({ detail: { words } });
  });

  it("keeps one unbroken chain under parallel acts", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => withTx(owner, async () => audit(owner, { noun: "test", nounId: null, act: "test.race", detail: { n } }))));
    const broken = await db.sql<{ n: number }>(
      `select count(*)::int as n from (select *, lag(hash, 1, '') over (partition by chain order by position) as before, row_number() over (partition by chain order by position) as place from audit_entry) e
       where previous_hash <> before or position <> place or hash <> encode(sha256(convert_to(previous_hash || chr(10) || position || chr(10) || payload, 'UTF8')), 'hex')`,
    );
    expect(broken[0]?.n).toBe(0);
  });
});

describe("the outbox", () => {
  it("adds the job exactly when the act stands", async () => {
    const notice = { orgId: seller.id, kind: "test.made", values: {}, path: "", noun: "test", nounId: null };
    await withTx(owner, (tx) => announce(tx, notice));
    await withTx(owner, async (tx) => {
      await enqueue(tx, "sweep", { name: "x" });
      throw new Error("no");
    }).catch(() => undefined);
    const rows = await db.sql<{ task: string }>("select task_identifier as task from graphile_worker.jobs");
    expect(rows.map((row) => row.task)).toEqual(["deliver_notice"]);
  });

  it("tells nobody of history, but does its other jobs", async () => {
    const before = await db.sql<{ task: string }>("select task_identifier as task from graphile_worker.jobs");
    await withoutNotices(() =>
      withTx(owner, async (tx) => {
        await announce(tx, { orgId: seller.id, kind: "test.made", values: {}, path: "", noun: "test", nounId: null });
        await enqueue(tx, "sweep", { name: "y" });
      }),
    );
    const after = await db.sql<{ task: string }>("select task_identifier as task from graphile_worker.jobs order by id");
    expect(after.slice(before.length).map((row) => row.task)).toEqual(["sweep"]);
  });
});

describe("idempotency keys", () => {
  it("run once and answer alike; another request under the key is refused", async () => {
    let runs = 0;
    const call = (amount: number) =>
      withTx(owner, async (tx) => {
        authorize(owner, "org:read");
        return once(tx, owner, "pay-1", { amount }, async () => ({ run: ++runs }));
      });
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(5)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"run":1}']));
    await expect(call(6)).rejects.toMatchObject({ kind: "conflict", key: "keyReused" });
  });
});

describe("the business clock", () => {
  it("moves forward only, and every act sees it", async () => {
    await withTx(systemCtx("test"), (tx) => tx.execute("update clock set offset_seconds = 86400"));
    const now = await withRead(owner, async () => businessNow());
    expect(now.getTime() - Date.now()).toBeGreaterThan(86_000_000);
    await expect(withTx(systemCtx("test"), (tx) => tx.execute("update clock set offset_seconds = 0"))).rejects.toThrow();
  });
});

describe("transition", () => {
  it("refuses a target the lifecycle does not name", async () => {
    const { offer } = await import("@/db/schema");
    const step = { table: offer, lifecycle: offerLifecycle, verb: "submit", id: seller.id } as const;
    await expect(withTx(owner, (tx) => transition(tx, step))).rejects.toThrow(/cannot end in/);
    await expect(withTx(owner, (tx) => transition(tx, { ...step, verb: "approve", to: "effective", where: eq(offer.orgId, seller.id) }))).rejects.toMatchObject({ kind: "not_found" });
  });

  it("knows its own table", () => {
    const door = defineLifecycle("door", { open: { zh: "开", en: "Open", tone: "ok" }, shut: { zh: "关", en: "Shut", tone: "mute" } }, { close: { zh: "关上", en: "Close", from: ["open"], to: "shut", who: ["seller"] } });
    expect(door.verbs.close.from).toEqual(["open"]);
  });
});
