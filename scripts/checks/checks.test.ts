import { describe, expect, it } from "vitest";
import { checks, runCheck } from "./all.mjs";

const problemsOf = (check: string, files: Record<string, string>) => runCheck(check, files).problems;
const one = (check: string, files: Record<string, string>) => {
  const problems = problemsOf(check, files);
  expect(problems).toHaveLength(1);
  return problems[0];
};

const refused = (from: string, text: string) => one("structure", { [from]: text });
const allowed = (from: string, text: string) => expect(problemsOf("structure", { [from]: text })).toEqual([]);

describe("structure", () => {
  it("refuses an arrow that runs back, in every way of importing", () => {
    const ways = ['import { a } from "@/server/api/root";', 'import type { A } from "@/server/api/root";', 'export { a } from "@/server/api/root";', 'export * from "@/server/api/root";', 'const a = () => import("@/server/api/root");', 'type A = import("@/server/api/root").A;', 'import "../api/root";'];
    for (const way of ways) expect(refused("server/kernel/tx.ts", way)).toMatch(/^server\/kernel\/tx\.ts:1: may not import server\/api\/root: kernel → api runs against the house/);
  });

  it("keeps the database below everything", () => {
    expect(refused("db/client.ts", 'import { env } from "../server/env";')).toMatch(/take it as an argument/);
    expect(refused("db/schema/org.ts", 'import { states } from "@/lib/states/org";')).toMatch(/relative path/);
    allowed("db/schema/org.ts", 'import { states } from "../../lib/states/org";');
  });

  it("keeps lib pure and pages free of SQL", () => {
    expect(refused("lib/money.ts", 'import { db } from "@/db/client";')).toMatch(/lib → db/);
    expect(refused("app/seller/page.tsx", 'import { db } from "@/db/client";')).toMatch(/SQL belongs in a module/);
  });

  it("lets components see contracts and the API's types alone", () => {
    allowed("components/demand/badge.tsx", 'import { can } from "@/server/modules/demand/contract";');
    allowed("components/api.tsx", 'import type { Router } from "@/server/api/root";');
    expect(refused("components/api.tsx", 'import { router } from "@/server/api/root";')).toMatch(/import type/);
    expect(problemsOf("structure", { "components/x.tsx": 'import { list } from "@/server/modules/demand";', "server/modules/demand/index.ts": "export const list = 1;" })).toEqual([expect.stringContaining("contract.ts")]);
  });

  it("sends modules through the front door, along the graph", () => {
    expect(refused("server/modules/offer/create.ts", 'import { lock } from "@/server/modules/demand/internal";')).toMatch(/front door/);
    const index = { "server/modules/order/index.ts": "export const a = 1;", "server/modules/demand/index.ts": "export const a = 1;", "server/modules/audit/index.ts": "export const a = 1;" };
    expect(one("structure", { ...index, "server/modules/demand/close.ts": 'import { a } from "@/server/modules/order";' })).toMatch(/demand does not call order/);
    expect(problemsOf("structure", { ...index, "server/modules/offer/create.ts": 'import { a } from "../demand/index";' })).toEqual([]);
    expect(problemsOf("structure", { ...index, "server/modules/rule/add.ts": 'import { a } from "@/server/modules/audit";' })).toEqual([]);
  });

  it("keeps testing out of business code and lets tests use it", () => {
    expect(refused("server/modules/order/place.ts", 'import { make } from "@/testing/factories";')).toMatch(/cannot depend on testing/);
    allowed("server/modules/order/place.db.test.ts", 'import { make } from "@/testing/factories";');
  });

  it("knows no folder outside the plan", () => {
    expect(refused("utils/misc.ts", "export const a = 1;")).toMatch(/no place in the house/);
  });

  it("says that it read nothing", () => {
    expect(runCheck("structure", {}).count).toBe(0);
  });
});

describe("vocabulary", () => {
  const door = { "server/modules/demand/index.ts": "" };
  it("accepts the closed vocabulary and business verbs", () => {
    const names = ["contract", "read", "read-timeline", "rules", "rules-expiry", "policy", "events", "jobs", "internal", "accept", "log-progress", "log-progress.db.test", "rules.test"];
    expect(problemsOf("vocabulary", { ...door, ...Object.fromEntries(names.map((name) => [`server/modules/demand/${name}.ts`, ""])) })).toEqual([]);
  });
  it("refuses other names, folders and nouns", () => {
    expect(one("vocabulary", { ...door, "server/modules/demand/utils.ts": "" })).toMatch(/«utils» is no business verb/);
    expect(one("vocabulary", { ...door, "server/modules/demand/helpers/x.ts": "" })).toMatch(/no folders inside/);
    expect(one("vocabulary", { "server/modules/billing/index.ts": "" })).toMatch(/not a noun of the house/);
    expect(one("vocabulary", { "server/modules/demand/accept.ts": "" })).toMatch(/needs its front door/);
  });
});

describe("circles", () => {
  it("finds a detour back and names it", () => {
    expect(one("circles", { "lib/a.ts": 'import "./b";', "lib/b.ts": 'export * from "@/lib/c";', "lib/c.ts": 'import { a } from "./a";' })).toMatch(/^lib\/a\.ts → lib\/b\.ts → lib\/c\.ts → lib\/a\.ts/);
  });
  it("leaves types out", () => {
    expect(problemsOf("circles", { "lib/a.ts": 'import { b } from "./b";', "lib/b.ts": 'import type { A } from "./a"; import { type B } from "./a";' })).toEqual([]);
  });
});

const lines = (count: number) => "a\n".repeat(count);

describe("length", () => {
  it("refuses line 301 in code, not in data", () => {
    expect(one("length", { "lib/a.ts": lines(301), "messages/en/a.json": lines(301), "db/migrations/1.sql": lines(301), "lib/b.ts": lines(300) })).toMatch(/^lib\/a\.ts: 301 lines/);
  });
});

const pair = (zh: object, en: object, more: Record<string, string> = {}) => ({ "messages/zh-CN/demand.json": JSON.stringify(zh), "messages/en/demand.json": JSON.stringify(en), ...more });
const page = (ask: string) => pair({ a: "接受", state: { won: "赢单" } }, { a: "Accept", state: { won: "Won" } }, { "app/page.tsx": `const t = useTranslations("demand"); const x = <p>Don't {${ask}}</p>;` });

describe("messages", () => {
  it("accepts a complete pair", () => {
    expect(problemsOf("messages", pair({ a: { b: "还剩 {n} 天" }, c: "API" }, { a: { b: "{n, plural, one {# day} other {# days}} left" }, c: "API" }))).toEqual([]);
  });
  it("finds what is missing, empty, malformed, or in the wrong script", () => {
    expect(one("messages", pair({ a: "接受", b: "拒绝" }, { a: "Accept" }))).toMatch(/«demand\.b» is missing in messages\/en/);
    expect(one("messages", pair({ a: "接受" }, { a: "Accept", b: "Refuse" }))).toMatch(/«demand\.b» is missing in messages\/zh-CN/);
    expect(problemsOf("messages", pair({ a: "" }, { a: "Accept" }))).toContainEqual(expect.stringContaining("is empty"));
    expect(one("messages", pair({ a: "还剩 {n} 天" }, { a: "{days} days left".replace("{days}", "few") }))).toMatch(/lacks n/);
    expect(one("messages", pair({ a: "看<b>这里</b>" }, { a: "Look here" }))).toMatch(/lacks <b>/);
    expect(one("messages", pair({ a: "还剩 {n" }, { a: "left" }))).toMatch(/malformed/);
    expect(one("messages", pair({ a: "{n, plural, one {天}}" }, { a: "{n} days" }))).toMatch(/no branch «other»/);
    expect(one("messages", pair({ a: "Accept" }, { a: "Accept" }))).toMatch(/not in Chinese/);
    expect(one("messages", pair({ a: "接受" }, { a: "接受" }))).toMatch(/holds Chinese/);
  });
  it("finds a key that code asks for and nobody wrote", () => {
    expect(one("messages", page('t("b")'))).toMatch(/app\/page\.tsx:1: asks for «demand\.b»/);
    expect(one("messages", page("t(`status.${s}`)"))).toMatch(/«demand\.status\.…»/);
    expect(problemsOf("messages", page('t("a") + t.rich("state.won") + t(`state.${s}`)'))).toEqual([]);
  });
});

describe("glossary", () => {
  it("finds another word for our things, in names and in both languages", () => {
    expect(one("glossary", { "lib/a.ts": "export const vendorName = 1;" })).toMatch(/«vendor name» says «vendor»; here that is «seller»/);
    expect(one("glossary", { "db/schema/a.ts": 'text("discount_rate");' })).toMatch(/ratePayable/);
    expect(one("glossary", { "messages/en/a.json": '{"a":"Your coupons"}' })).toMatch(/«coupon» is «voucher» here/);
    expect(one("glossary", { "messages/zh-CN/a.json": '{"a":"供应商名称"}' })).toMatch(/«供应商» is «商家» here/);
  });
  it("leaves words alone that only contain one", () => {
    expect(problemsOf("glossary", { "lib/a.ts": "export const unbilledLeadTime = 1; // vendor", "messages/en/a.json": '{"a":"Billable in {vendor}"}' })).toEqual([]);
  });
  it("keeps the page in step with the list", () => {
    expect(problemsOf("glossary", { "docs/glossary.md": "# Words\n" })).toContainEqual(expect.stringContaining("npm run check -- --write"));
  });
});

describe("env", () => {
  it("finds every way to the environment outside its one reader", () => {
    for (const text of ["const a = process.env.PORT;", 'const a = process["env"].PORT;', "const { env } = process;", 'import { env } from "node:process";']) {
      expect(one("env", { "server/kernel/clock.ts": text })).toMatch(/add the setting to server\/env\.ts/);
    }
  });
  it("knows the exceptions", () => {
    expect(problemsOf("env", { "server/env.ts": "process.env", "scripts/a.mjs": "process.env", "lib/a.test.ts": "process.env.CORPUS_DIR" })).toEqual([]);
    expect(problemsOf("env", { "lib/a.test.ts": "process.env.HOME" })).toHaveLength(1);
  });
});

describe("wrappers", () => {
  it("finds a library outside its wrapper", () => {
    const cases = { "components/order/sales.tsx": "recharts", "app/page.tsx": "@tanstack/react-table", "components/demand/form.tsx": "react-hook-form", "components/order/menu.tsx": "@base-ui/react/menu", "server/kernel/ctx.ts": "next-auth", "server/modules/org/invite.ts": "nodemailer", "server/modules/org/join.ts": "@node-rs/argon2", "server/modules/order/jobs.ts": "graphile-worker", "server/modules/order/read.ts": "pg", "server/modules/qualification/read.ts": "unpdf" };
    for (const [file, library] of Object.entries(cases)) expect(one("wrappers", { [file]: `import x from "${library}";` })).toContain(`imports ${library}, which lives in`);
  });
  it("accepts the wrapper itself", () => {
    expect(problemsOf("wrappers", { "components/chart/line.tsx": 'import { Line } from "recharts";' })).toEqual([]);
  });
});

it("each check has a sample here", () => {
  expect(checks.map((check) => check.title).toSorted()).toEqual(["circles", "env", "glossary", "length", "messages", "structure", "vocabulary", "wrappers"]);
});
