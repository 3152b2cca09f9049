import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { listViews, removeView, saveView } from "./index";

const db = testDatabase();
let owner: Ctx;
let colleague: Ctx;
let stranger: Ctx;
let [operator, other]: Ctx[] = [];

beforeAll(async () => {
  const [seller, rival, house] = [await makeOrg("seller"), await makeOrg("seller"), await makeOrg("operator")];
  owner = await personIn(seller, ["owner"]);
  colleague = await personIn(seller, ["sales"]);
  stranger = await personIn(rival, ["owner"]);
  operator = await personIn(house, ["admin"]);
  other = await personIn(house, ["viewer"]);
});

const namesOf = async (ctx: Ctx) => (await listViews(ctx, "demands")).map(({ name }) => name);
const absent = "01900000-0000-7000-8000-000000000000";

describe("saved views", () => {
  it("shows one's own to oneself, the team's to the team, neither to others", async () => {
    await saveView(owner, { room: "demands", name: "我的在途", query: "status=converting&cursor=abc&open=1" });
    await saveView(owner, { room: "demands", name: "团队待接收", query: "status=pending", team: true });
    expect(await namesOf(owner)).toEqual(["团队待接收", "我的在途"]);
    expect(await namesOf(colleague)).toEqual(["团队待接收"]);
    for (const ctx of [stranger, operator, other] as Ctx[]) expect(await namesOf(ctx)).toEqual([]);
    expect((await listViews(owner, "demands")).map(({ query }) => query)).toEqual(["status=pending", "status=converting"]);
    expect(await listViews(owner, "offers")).toEqual([]);
  });

  it("replaces a view of the same name, also when many save it at once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => saveView(colleague, { room: "demands", name: "同名", query: `q=${at}` })));
    expect((await namesOf(colleague)).filter((name) => name === "同名")).toHaveLength(1);
  });

  it("keeps operators' own views from one another", async () => {
    await saveView(operator as Ctx, { room: "demands", name: "只给自己", query: "due=soon" });
    expect(await namesOf(other as Ctx)).toEqual([]);
    const [view] = await listViews(operator as Ctx, "demands");
    await expect(removeView(other as Ctx, { viewId: view?.viewId ?? absent })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("lets the team's be removed by whoever saved it or manages members alone", async () => {
    const saved = await saveView(colleague, { room: "demands", name: "同事存的", query: "due=overdue", team: true });
    const third = await saveView(owner, { room: "demands", name: "东家存的", query: "due=step", team: true });
    await expect(removeView(colleague, { viewId: third.viewId })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(removeView(stranger, { viewId: saved.viewId })).rejects.toMatchObject({ kind: "not_found" });
    await removeView(owner, { viewId: saved.viewId });
    expect(await namesOf(owner)).not.toContain("同事存的");
    await expect(removeView(owner, { viewId: saved.viewId })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("refuses addresses no list writes, and more views than anybody tells apart", async () => {
    await expect(saveView(owner, { room: "demands", name: "坏", query: "https://elsewhere.test/?x" })).rejects.toBeTruthy();
    for (let at = (await listViews(stranger, "offers")).length; at < 60; at += 1) await saveView(stranger, { room: "offers", name: `视图${at}`, query: `q=${at}` });
    await expect(saveView(stranger, { room: "offers", name: "再一个", query: "q=x" })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("writes what was kept and forgotten to the audit", async () => {
    const rows = await db.sql<{ act: string }>("select distinct act from audit_entry where act in ('org.save_view', 'org.remove_view') order by act");
    expect(rows.map(({ act }) => act)).toEqual(["org.remove_view", "org.save_view"]);
  });
});
