import { expect, test } from "vitest";
import { LOCALES } from "@/lib/locale";
import type { Notice } from "@/server/kernel/outbox";
import { registerCustomer } from "@/server/modules/customer";
import { filledRegistration } from "@/testing/factories/customer";
import { makeDeal, makeDealCast, settleDeal } from "@/testing/factories/deal";
import { testDatabase } from "@/testing/database";
import { sentencesOf } from "./internal";

const db = testDatabase();
const han = /\p{Script=Han}/u;

test("what the verbs of a whole deal announce is told without a machine's words, names in the reader's language", async () => {
  const cast = await makeDealCast();
  await registerCustomer(cast.partnerPerson, filledRegistration());
  await makeDeal(cast);
  await settleDeal(cast);
  const queued = await db.sql<{ notice: Notice }>(
    "select j.payload as notice from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver_notice' order by j.id",
  );
  const kinds = new Set(queued.map(({ notice }) => notice.kind));
  expect([...kinds]).toEqual(expect.arrayContaining(["demand.assigned", "demand.accept", "order.create", "settlement.generated", "settlement.invoice_notice"]));
  for (const { notice } of queued) {
    for (const locale of LOCALES) {
      const { title, body } = sentencesOf(notice.kind, notice.values, locale);
      const said = `${title}\n${body}`;
      expect(said, notice.kind).not.toMatch(/\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}-|[{}]|\.notice\./);
      // What people call their demand and offers they write in one language.
      if (locale === "en" && !han.test(notice.values["name"] ?? "")) expect(said, notice.kind).not.toMatch(han);
    }
  }
  const assigned = queued.find(({ notice }) => notice.kind === "demand.assigned")?.notice;
  expect(sentencesOf("demand.assigned", assigned?.values ?? {}, "en").body).toContain(cast.seller.nameEn);
  expect(sentencesOf("demand.assigned", assigned?.values ?? {}, "zh-CN").body).toContain(cast.seller.nameZh);
});
