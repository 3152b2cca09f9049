import { beforeAll, expect, test } from "vitest";
import { type Ctx, marketplaceCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAssociation, makeRegistration } from "@/testing/factories/customer";
import { applyCustomerEvent, readRegistration } from ".";

const db = testDatabase();
const marketplace = marketplaceCtx("marketplace", "test");
let partnerOrg: MadeOrg;
let partner: Ctx;
let otherOrg: MadeOrg;
let other: Ctx;
let operator: Ctx;

beforeAll(async () => {
  [partnerOrg, otherOrg] = [await makeOrg("partner"), await makeOrg("partner")];
  [partner, other, operator] = [await personIn(partnerOrg), await personIn(otherOrg), await personIn(await makeOrg("operator"))];
});

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const tell = (account: string, name: string, partnerAccount: string | null | undefined, at = later(1)) =>
  applyCustomerEvent(marketplace, { data: { customer: { account, name }, associated_partner_account: partnerAccount, updated_at: at } });
const held = async (account: string) =>
  db.sql<{ org_id: string; ended: boolean }>("select org_id, ended_at is not null as ended from association where customer_account = $1 order by started_at", [account]);

test("a name alone changes the name alone", async () => {
  const made = await makeAssociation(partner, operator);
  expect(await tell(made.account, "改了名的客户", undefined)).toMatchObject({ outcome: "applied" });
  expect(await db.sql("select name from customer where account = $1", [made.account])).toEqual([{ name: "改了名的客户" }]);
  expect(await held(made.account)).toEqual([{ org_id: partnerOrg.id, ended: false }]);
});

test("an association moves with the marketplace's word, ends with it, and an old word is ignored", async () => {
  const made = await makeAssociation(partner, operator);
  expect(await tell(made.account, made.name, otherOrg.slug, later(2))).toMatchObject({ outcome: "applied" });
  expect(await held(made.account)).toEqual([{ org_id: partnerOrg.id, ended: true }, { org_id: otherOrg.id, ended: false }]);
  expect((await readRegistration(partner, { registrationId: made.registrationId })).status).toBe("ended");
  await tell(made.account, made.name, null, later(1));
  expect((await held(made.account)).at(-1)).toEqual({ org_id: otherOrg.id, ended: false });
  await tell(made.account, made.name, null, later(3));
  await tell(made.account, made.name, null, later(3));
  expect(await held(made.account)).toEqual([{ org_id: partnerOrg.id, ended: true }, { org_id: otherOrg.id, ended: true }]);
});

test("the partner's own registration is fulfilled, another's hold on the same customer ends", async () => {
  const mine = await makeRegistration(partner, { customerAccount: undefined });
  const theirs = await makeRegistration(other, { customerAccount: "hwc-event" });
  await tell("hwc-event", mine.input.customerName, partnerOrg.slug);
  expect((await readRegistration(partner, { registrationId: mine.id })).status).toBe("associated");
  expect(await readRegistration(other, { registrationId: theirs.id })).toMatchObject({ status: "expired", endReason: "associated_elsewhere" });
});

test("an unknown partner waits; what cannot be read is a conflict; only the system applies", async () => {
  expect(await tell("hwc-wait", "客户", "nobody-known")).toEqual({ outcome: "parked", reason: "unknown_partner", waitsFor: "partner:nobody-known" });
  expect(await applyCustomerEvent(marketplace, { data: { customer: { account: "x" } } })).toEqual({ outcome: "conflict", reason: "unreadable_data" });
  await expect((async () => applyCustomerEvent(operator, { data: {} }))()).rejects.toMatchObject({ kind: "forbidden" });
});
