import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LOCALES } from "@/lib/locale";
import { bothNames } from "@/lib/names";
import { messagesOf } from "@/server/adapters/messages";
import { sentencesOf } from "./internal";

type Texts = { readonly notice?: Readonly<Record<string, object>> };

const kinds = Object.entries(messagesOf("en")).flatMap(([noun, texts]) => Object.keys((texts as Texts).notice ?? {}).map((act) => `${noun}.${act}`));

const words = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, "D-1"]));
/** Every value a notice may say, as the verbs keep it. */
const values: Readonly<Record<string, string>> = {
  ...words("number order original kept requisition reference code line count bad good file period amount"),
  ...words("person note reason"),
  ...bothNames("name", "摆渡数据同步", "Ferry Sync"),
  ...bothNames("product", "摆渡数据同步", "Ferry Sync"),
  ...bothNames("seller", "澜舟软件（上海）有限公司", "Lantern Software"),
  ...bothNames("company", "北辰咨询", "Polaris"),
  due: "2026-11-25T01:08:59.677Z",
  from: "2026-11-25",
  to: "2026-11-26",
};

describe.each(kinds)("the notice %s", (kind) => {
  test.each(LOCALES)("says no machine's word in %s", (locale) => {
    const { title, body } = sentencesOf(kind, values, locale);
    const said = `${title}\n${body}`;
    expect(said, "a value the verbs do not give").not.toMatch(/[{}]|\.notice\./);
    expect(said).not.toMatch(/\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}-/);
    if (locale === "en") expect(said).not.toMatch(/\p{Script=Han}/u);
    else expect(said).not.toMatch(/Ferry|Lantern|Polaris/);
  });
});

test("an instant is told in Beijing time, a day as a day", () => {
  expect(sentencesOf("customer.warn", values, "en").body).toContain("25 Nov 2026, 09:08");
  expect(sentencesOf("customer.warn", values, "zh-CN").body).toContain("2026年11月25日 09:08");
  expect(sentencesOf("org.absence", { ...values, person: "Li" }, "en").body).toContain("From 25 Nov 2026 to 26 Nov 2026");
});

test("what was kept in one language only is still told", () => {
  expect(sentencesOf("demand.assigned", { number: "D-1", name: "需求", seller: "澜舟软件" }, "en").body).toContain("澜舟软件");
});

test("no verb keeps a company's name in one language alone", () => {
  const files = readdirSync("server/modules", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
  const single = files.filter((path) => /values[^\n]*\b(seller|company|product|partner): [^\n]*\bname(Zh)?\b/.test(readFileSync(`server/modules/${path}`, "utf8")));
  expect(single).toEqual([]);
});
