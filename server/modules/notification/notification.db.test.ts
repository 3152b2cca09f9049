import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeListing, makeSubmittedDemand } from "@/testing/factories/demand";
import { audit } from "@/server/kernel/audit";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Notice } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import { actionDone, countUnread, deliverNotice, listInbox, markAllRead, markRead, readInboxNews, sendMail } from ".";
import { useMail } from "@/server/adapters/mail";
import { useSms } from "@/server/adapters/sms";

const db = testDatabase();
let seller: MadeOrg;
let other: MadeOrg;
let owner: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  other = await makeOrg("seller");
  stranger = await personIn(other);
});
beforeEach(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller, ["owner"]);
});

const notice = (change: Partial<Notice> = {}): Notice => ({ orgId: seller.id, kind: "demand.assign", values: { number: "D-1", name: "需求" }, path: "demands/1", noun: "demand", nounId: null, ...change });
const deliver = (change: Partial<Notice> = {}, jobId: string = randomUUID()) => deliverNotice(notice(change), { jobId });
const messages = () => db.sql<{ channel: string; recipient: string; body: string; state: string; id: string }>("select * from outbound_message where org_id = $1 order by channel", [seller.id]);

test("one entry per job, whatever runs again; nobody else sees it", async () => {
  const jobId = randomUUID();
  await Promise.all(Array.from({ length: 50 }, () => deliver({}, jobId)));
  const { rows } = await listInbox(owner, {});
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ href: `/seller/${seller.slug}/demands/1`, read: false, actionNeeded: false });
  expect(rows[0]?.title).not.toBe("");
  expect((await listInbox(stranger, {})).rows).toHaveLength(0);
});

test("an operator's inbox is the operators' own, not everybody's", async () => {
  await deliver();
  const operators = await makeOrg("operator");
  const operator = await personIn(operators);
  expect(await countUnread(operator)).toBe(0);
  await deliver({ orgId: operators.id, path: "/review/1" });
  expect((await listInbox(operator, {})).rows.map(({ href }) => href)).toEqual(["/operator/review/1"]);
});

test("roles narrow who sees an entry", async () => {
  await deliver({ roles: ["finance"] });
  expect(await countUnread(owner)).toBe(0);
  expect(await countUnread(await personIn(seller, ["finance"]))).toBe(1);
});

test("mail goes to people with the roles and the certified contact, SMS to the contact; kept without servers", async () => {
  const finance = await personIn(seller, ["finance"]);
  await deliver({ roles: ["finance"], channels: ["mail", "sms"] });
  const kept = await messages();
  const email = finance.actor.kind === "person" ? finance.actor.email : "";
  expect(kept.map(({ channel, recipient }) => [channel, recipient]).toSorted()).toEqual(
    [["mail", email], ["mail", `finance@${seller.slug}.test`], ["sms", "+8613800000000"]].toSorted(),
  );
  expect(kept.every(({ state }) => state === "kept")).toBe(true);
  expect(kept[0]?.body).toContain(`/seller/${seller.slug}/demands/1`);
});

test("reading: one, all, and never another company's", async () => {
  await deliver();
  await deliver();
  const [first] = (await listInbox(owner, {})).rows;
  await expect(markRead(stranger, { notificationId: first?.id as string })).rejects.toThrow("notFound");
  await markRead(owner, { notificationId: first?.id as string });
  expect(await countUnread(owner)).toBe(1);
  expect(await markAllRead(stranger)).toEqual({ marked: 0 });
  expect(await markAllRead(owner)).toEqual({ marked: 1 });
  expect((await listInbox(owner, { filter: "unread" })).rows).toHaveLength(0);
});

test("a company's act on the noun takes its asking away, another company's does not", async () => {
  const nounId = randomUUID();
  await deliver({ nounId, actionNeeded: "accept" });
  const act = (ctx: Ctx) => withTx(ctx, async () => audit(ctx, { noun: "demand", nounId, act: "demand.accept", parties: [seller.id] }));
  await act(stranger);
  expect(await readInboxNews(owner)).toMatchObject({ todo: 1, unread: 1 });
  await act(owner);
  expect(await readInboxNews(owner)).toMatchObject({ todo: 0, unread: 0 });
});

test("an asking ends once it was done by anybody, and is not made when it was done before the notice came", async () => {
  const partner = await personIn(await makeOrg("partner"));
  const operators = await makeOrg("operator");
  const [dispatcher, colleague] = [await personIn(operators), await personIn(operators)];
  const listing = await makeListing(seller);
  const demandId = await makeSubmittedDemand(partner, listing);
  const ask = (actionNeeded: string) => deliver({ orgId: operators.id, kind: "demand.submit", nounId: demandId, path: `demands/${demandId}`, actionNeeded });
  const asked = async (ctx: Ctx) => (await listInbox(ctx, { filter: "todo" })).rows.map(({ href }) => href);
  await ask("assign");
  expect(await asked(colleague)).toEqual([`/operator/demands/${demandId}`]);
  // Assigned in a transaction of the system: no company's own act.
  await db.sql("update demand set status = 'pending', seller_org_id = $2 where id = $1", [demandId, seller.id]);
  await withTx(systemCtx("test"), async () => audit(systemCtx("test"), { noun: "demand", nounId: demandId, act: "demand.reoffer", parties: [seller.id] }));
  expect(await asked(dispatcher)).toEqual([]);
  await ask("assign");
  expect(await asked(colleague)).toEqual([]);
  expect((await listInbox(colleague, {})).rows).toHaveLength(2);
});

test("news is what came within the minute, never an old entry beside somebody else's news", async () => {
  await deliver({ roles: ["owner"] });
  const [mine] = (await listInbox(owner, {})).rows;
  expect((await readInboxNews(owner)).latest?.id).toBe(mine?.id);
  await db.sql("update notification set created_at = app.now() - interval '7 hours' where id = $1", [mine?.id]);
  await deliver({ roles: ["finance"] });
  expect(await readInboxNews(owner)).toMatchObject({ unread: 1, latest: null });
});

test("the system can take an asking away", async () => {
  const nounId = randomUUID();
  await deliver({ nounId, actionNeeded: "accept" });
  await withTx(systemCtx("test"), (tx) => actionDone(tx, { noun: "demand", nounId, action: "restart" }));
  expect((await listInbox(owner, { filter: "todo" })).rows).toHaveLength(1);
  await withTx(systemCtx("test"), (tx) => actionDone(tx, { noun: "demand", nounId, action: "accept" }));
  expect((await listInbox(owner, { filter: "todo" })).rows).toHaveLength(0);
});

test("pages follow each other without gap or repeat", async () => {
  for (let count = 0; count < 55; count++) await deliver();
  const first = await listInbox(owner, {});
  const second = await listInbox(owner, { cursor: first.next ?? "" });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 5, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(55);
});

test("a mail server's refusal is noted and tried again; what was sent is sent once", async () => {
  await deliver({ channels: ["mail"] });
  const [mail] = await messages();
  const messageId = mail?.id as string;
  const sent: string[] = [];
  let broken = true;
  useMail({
    send: async ({ to }) => {
      if (broken) throw new Error("450 try later");
      sent.push(to);
    },
  });
  await expect(sendMail({ messageId })).rejects.toThrow("450");
  expect((await messages())[0]).toMatchObject({ state: "failed" });
  broken = false;
  await sendMail({ messageId });
  await sendMail({ messageId });
  expect(sent).toEqual([mail?.recipient]);
});

test("with a gateway an SMS is ordered with its notice and sent", async () => {
  const sent: string[] = [];
  useSms({ send: async ({ to, text }) => void sent.push(`${to} ${text.length > 0}`) });
  await deliver({ channels: ["sms"] });
  const [sms] = await messages();
  expect(await db.sql("select 1 from graphile_worker._private_jobs where payload ->> 'messageId' = $1", [sms?.id])).toHaveLength(1);
  await sendMail({ messageId: sms?.id as string });
  expect(sent).toEqual(["+8613800000000 true"]);
  expect((await messages())[0]).toMatchObject({ state: "sent" });
});
