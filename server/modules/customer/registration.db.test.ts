import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/server/kernel/errors";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { filledRegistration, makeAssociation, makeRegistration } from "@/testing/factories/customer";
import { associateCustomer, checkRegistration, endAssociation, listAssociations, listRegistrations, readAssociation, readRegistration, registerCustomer, sweepRegistrations, withdrawRegistration } from ".";
import { mostHeld } from "./rules";

const db = testDatabase();
const system = systemCtx("test");
let partnerOrg: MadeOrg;
let partner: Ctx;
let other: Ctx;
let operator: Ctx;

beforeAll(async () => {
  partnerOrg = await makeOrg("partner");
  [partner, other, operator] = [await personIn(partnerOrg), await personIn(await makeOrg("partner")), await personIn(await makeOrg("operator"))];
});

const refusal = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.key : String(error)));
const kind = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.kind : String(error)));
const actsOn = async (id: string) => (await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by act", [id])).map(({ act }) => act);
const statusOf = async (id: string) => (await db.sql<{ status: string }>("select status from registration where id = $1", [id]))[0]?.status;
const noticesOf = async (act: string, number: string) =>
  (await db.sql<{ n: number }>("select count(*)::integer as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver_notice' and j.payload ->> 'kind' = $1 and j.payload -> 'values' ->> 'number' = $2", [act, number]))[0]?.n;

describe("a registration", () => {
  test("reserves a customer for fifteen days, however the name is written", async () => {
    const input = filledRegistration({ customerName: "灯塔云科技有限公司", customerAccount: undefined });
    expect(await checkRegistration(partner, input)).toEqual({ conflict: null, holdDays: 15, holdUnit: "day" });
    const made = await registerCustomer(partner, input);
    const [span] = await db.sql<{ days: number }>("select extract(epoch from holds_until - created_at)::integer / 86400 as days from registration where id = $1", [made.id]);
    expect(span?.days).toBe(15);
    expect(await actsOn(made.id)).toEqual(["customer.register"]);
    const alike = { ...input, customerName: " 灯塔云科技（有限公司）\u200b".replace("（有限公司）", "") };
    expect((await checkRegistration(other, alike)).conflict).toBe("held_elsewhere");
    expect((await checkRegistration(partner, alike)).conflict).toBe("held_here");
    expect(await refusal(registerCustomer(other, alike))).toBe("customer.errors.held_elsewhere");
    expect((await checkRegistration(other, filledRegistration({ customerAccount: "hwc-same" }))).conflict).toBeNull();
  });

  test("says nothing of who is in the way", async () => {
    const { input } = await makeRegistration(partner);
    const answer = JSON.stringify(await checkRegistration(other, input));
    expect(Object.keys(JSON.parse(answer) as object).toSorted()).toEqual(["conflict", "holdDays", "holdUnit"]);
    for (const secret of [partnerOrg.id, partnerOrg.nameZh, partnerOrg.slug]) expect(answer).not.toContain(secret);
    const error = await registerCustomer(other, input).catch((thrown: unknown) => thrown as AppError);
    expect(JSON.stringify({ ...(error as AppError) })).not.toContain(partnerOrg.id);
  });

  test("is had by one of fifty partners who ask at once", async () => {
    const people = await Promise.all(Array.from({ length: 50 }, async () => personIn(await makeOrg("partner", { certified: false }))));
    const input = filledRegistration();
    const results = await Promise.all(people.map((person) => refusal(registerCustomer(person, input))));
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    expect(results.filter((result) => result === "customer.errors.held_elsewhere")).toHaveLength(49);
    const [held] = await db.sql<{ n: number }>("select count(*)::integer as n from registration where customer_name = $1 and status = 'held'", [input.customerName]);
    expect(held?.n).toBe(1);
  });

  test("is held a hundred times by one partner at most, also by twenty asking at once", async () => {
    const busy = await makeOrg("partner");
    const person = await personIn(busy);
    await db.sql("insert into registration (number, org_id, customer_name, project, status, holds_until) select 'R-cap-' || n, $1, 'cap ' || n, 'p', 'held', now() + interval '9 days' from generate_series(1, $2::integer) n", [busy.id, mostHeld - 1]);
    const results = await Promise.all(Array.from({ length: 20 }, () => refusal(registerCustomer(person, filledRegistration()))));
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    expect(new Set(results)).toEqual(new Set(["done", "customer.errors.too_many"]));
  });

  test("is withdrawn by its partner alone and frees the customer", async () => {
    const { id, input } = await makeRegistration(partner);
    expect(await kind(withdrawRegistration(other, { registrationId: id }))).toBe("not_found");
    expect(await kind(withdrawRegistration(await personIn(partnerOrg, ["viewer"]), { registrationId: id }))).toBe("forbidden");
    await withdrawRegistration(partner, { registrationId: id });
    expect(await statusOf(id)).toBe("withdrawn");
    expect(await actsOn(id)).toContain("customer.withdraw");
    expect(await refusal(withdrawRegistration(partner, { registrationId: id }))).toBe("stateMoved");
    expect((await checkRegistration(other, input)).conflict).toBeNull();
  });

  test("warns once three days before its end and expires at it, freeing the customer", async () => {
    const { id, number, input } = await makeRegistration(partner);
    await sweepRegistrations(system);
    expect(await noticesOf("customer.warn", number)).toBe(0);
    await db.sql("update registration set holds_until = now() + interval '71 hours' where id = $1", [id]);
    await Promise.all([sweepRegistrations(system), sweepRegistrations(system)]);
    expect(await noticesOf("customer.warn", number)).toBe(1);
    await db.sql("update registration set holds_until = now() - interval '1 second' where id = $1", [id]);
    await Promise.all([sweepRegistrations(system), sweepRegistrations(system)]);
    expect(await statusOf(id)).toBe("expired");
    expect(await noticesOf("customer.expire", number)).toBe(1);
    expect((await checkRegistration(other, input)).conflict).toBeNull();
    await expect(sweepRegistrations(partner)).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("is seen by its partner and by operators; a salesperson sees their own", async () => {
    const { id } = await makeRegistration(partner);
    expect(await kind(readRegistration(other, { registrationId: id }))).toBe("not_found");
    expect((await listRegistrations(other)).rows.map((row) => row.id)).not.toContain(id);
    expect((await readRegistration(operator, { registrationId: id })).partnerName).toBe(partnerOrg.nameZh);
    const colleague = await personIn(partnerOrg, ["sales"]);
    expect(await kind(readRegistration(colleague, { registrationId: id }))).toBe("not_found");
    const own = await makeRegistration(colleague);
    expect((await listRegistrations(colleague)).rows.map((row) => row.id)).toEqual([own.id]);
    expect(await kind(listRegistrations(await personIn(await makeOrg("seller"))))).toBe("forbidden");
    expect((await listRegistrations(partner, { status: "held", q: own.input.customerName })).rows.map((row) => row.id)).toEqual([own.id]);
  });
});

describe("an association", () => {
  test("comes from a held registration, by an operator, and keeps others out", async () => {
    const { id, input } = await makeRegistration(partner, { customerAccount: undefined });
    expect(await kind(associateCustomer(partner, { registrationId: id, customerAccount: "hwc-b", note: "ok" }))).toBe("forbidden");
    expect(await kind(associateCustomer(await personIn(await makeOrg("operator"), ["finance"]), { registrationId: id, customerAccount: "hwc-b", note: "ok" }))).toBe("forbidden");
    expect(await refusal(associateCustomer(operator, { registrationId: id, note: "ok" }))).toBe("customer.errors.accountMissing");
    const { associationId } = await associateCustomer(operator, { registrationId: id, customerAccount: "hwc-bound", note: "合同已核对" });
    expect(await statusOf(id)).toBe("associated");
    expect(await actsOn(associationId)).toEqual(["customer.associate"]);
    expect(await refusal(associateCustomer(operator, { registrationId: id, note: "again" }))).toBe("customer.errors.alreadyAssociated");
    expect((await checkRegistration(other, { customerName: "别的名字", customerAccount: "hwc-bound" })).conflict).toBe("associated_elsewhere");
    expect((await checkRegistration(other, { customerName: input.customerName })).conflict).toBe("associated_elsewhere");
    expect((await checkRegistration(partner, { customerName: input.customerName })).conflict).toBe("associated_here");
    expect(await kind(readAssociation(other, { associationId }))).toBe("not_found");
  });

  test("goes to one of two registrations that turn out to be one account", async () => {
    const [mine, theirs] = [await makeRegistration(partner, { customerAccount: undefined }), await makeRegistration(other, { customerAccount: undefined })];
    const results = await Promise.all([mine, theirs].map(({ id }) => refusal(associateCustomer(operator, { registrationId: id, customerAccount: "hwc-twice", note: "核对" }))));
    expect(results.toSorted()).toEqual(["customer.errors.alreadyAssociated", "done"]);
  });

  test("is ended by its partner once in three months with one customer, by operators at any time", async () => {
    const first = await makeAssociation(partner, operator);
    expect(await kind(endAssociation(other, { associationId: first.id, reason: "不是我的" }))).toBe("not_found");
    await endAssociation(partner, { associationId: first.id, reason: "客户换了负责人" });
    expect(await statusOf(first.registrationId)).toBe("ended");
    expect(await refusal(endAssociation(partner, { associationId: first.id, reason: "再一次" }))).toBe("customer.errors.alreadyEnded");
    const second = await makeAssociation(partner, operator, { customerName: first.name, customerAccount: first.account });
    expect(await refusal(endAssociation(partner, { associationId: second.id, reason: "太快" }))).toBe("customer.errors.endedLately");
    expect((await readAssociation(partner, { associationId: second.id })).acts.end).toBe("endedLately");
    await endAssociation(operator, { associationId: second.id, reason: "客户申请变更" });
    const [row] = (await listAssociations(partner, { current: "no", q: first.account })).rows;
    expect(row).toMatchObject({ id: second.id, endReason: "客户申请变更", acts: { end: "state" } });
    const third = await makeAssociation(partner, operator, { customerName: first.name, customerAccount: first.account });
    await db.sql("update association set ended_at = now() - interval '4 months', started_at = now() - interval '5 months' where id = $1", [first.id]);
    await endAssociation(partner, { associationId: third.id, reason: "三个月已过" });
  });
});
