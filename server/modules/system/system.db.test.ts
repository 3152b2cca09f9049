import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { countEvents, listEvents, listJobs, listMessages, listRejected, moveClock, readClock, readEvent, readVitals, receiveEvent, rejectEvent, retryEvent, retryJob, sweepIdentity, sweepKeys, sweepRejections } from ".";

const db = testDatabase();
let operators: MadeOrg;
let admin: Ctx;
let seller: Ctx;
let sourceId: string;

beforeAll(async () => {
  operators = await makeOrg("operator");
  admin = await personIn(operators, ["admin"]);
  seller = await personIn(await makeOrg("seller"));
  sourceId = (await db.sql<{ id: string }>("insert into event_source (name, secrets) values ('marketplace', '{}') returning id"))[0]?.id as string;
});

async function take(state: string): Promise<string> {
  const webhookId = randomUUID();
  await receiveEvent({ sourceId, webhookId, bodyHash: "h", type: "order.created", occurredAt: new Date("2026-03-03T00:00:00Z"), data: { a: 1 } });
  const [row] = await db.sql<{ id: string }>("update inbound_event set state = $2, parked_reason = 'unknown_product' where webhook_id = $1 returning id", [webhookId, state]);
  return row?.id as string;
}

test("only operators with the permission see or touch the system", async () => {
  const dispatcher = await personIn(operators, ["dispatcher"]);
  const auditor = await personIn(operators, ["auditor"]);
  for (const ctx of [seller, dispatcher]) {
    for (const look of [() => listJobs(ctx), () => listEvents(ctx, {}), () => countEvents(ctx), () => listRejected(ctx), () => listMessages(ctx, {}), () => readEvent(ctx, { eventId: randomUUID() })]) {
      await expect(look()).rejects.toThrow("forbidden");
    }
  }
  for (const ctx of [seller, dispatcher, auditor]) {
    await expect(retryJob(ctx, { jobId: "1" })).rejects.toThrow("forbidden");
    await expect(retryEvent(ctx, { eventId: randomUUID() })).rejects.toThrow("forbidden");
    await expect(moveClock(ctx, { days: 1, hours: 0 }, true)).rejects.toThrow("forbidden");
  }
  expect(await listJobs(auditor)).toEqual([]);
});

test("a failed job shows its error and runs again; an unknown one is not found", async () => {
  const [job] = await db.sql<{ id: bigint }>("select (graphile_worker.add_job('sweep', '{}')).id");
  await db.sql("update graphile_worker._private_jobs set attempts = 25, last_error = 'it broke', run_at = now() + interval '1 day' where id = $1", [job?.id]);
  expect(await listJobs(admin)).toMatchObject([{ task: "sweep", attempts: 25, maxAttempts: 25, lastError: "it broke", running: false }]);
  await retryJob(admin, { jobId: String(job?.id) });
  expect(await listJobs(admin)).toMatchObject([{ attempts: 0 }]);
  await expect(retryJob(admin, { jobId: "999999" })).rejects.toThrow("notFound");
  expect(await db.sql("select 1 from audit_entry where act = 'system.retry_job'")).toHaveLength(1);
});

test("a waiting event is tried again once, an applied one is not", async () => {
  const eventId = await take("parked");
  const tries = await Promise.allSettled(Array.from({ length: 50 }, () => retryEvent(admin, { eventId })));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(retryEvent(admin, { eventId: await take("applied") })).rejects.toThrow("eventNotWaiting");
  expect(await readEvent(admin, { eventId })).toMatchObject({ state: "received", parkedReason: null, data: { a: 1 } });
});

test("events are listed by state, page by page", async () => {
  for (let count = 0; count < 52; count++) await take("conflict");
  const first = await listEvents(admin, { state: "conflict" });
  const second = await listEvents(admin, { state: "conflict", cursor: first.next ?? "" });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 2, null]);
  expect(await countEvents(admin)).toMatchObject({ conflict: 52 });
});

test("the clock moves forward in a demo, never back, never elsewhere; what falls due is ordered", async () => {
  const before = await readClock(admin);
  await expect(moveClock(admin, { days: 1, hours: 0 }, false)).rejects.toThrow("demoOnly");
  await expect(moveClock(admin, { days: 0, hours: 0 }, true)).rejects.toThrow();
  await expect(moveClock(admin, { days: -1, hours: 0 }, true)).rejects.toThrow();
  expect((await moveClock(admin, { days: 1, hours: 2 }, true)).aheadSeconds - before.aheadSeconds).toBe(26 * 3600);
  await expect(db.sql("update clock set offset_seconds = 0")).rejects.toThrow("only moves forward");
  expect(await db.sql("select 1 from graphile_worker._private_jobs where key = 'sweep:all'")).toHaveLength(1);
});

test("refused calls are capped and cut; NUL does not stop the note", async () => {
  await rejectEvent("wrong_signature", { userAgent: "x\u0000".repeat(10_000) });
  const [call] = await listRejected(admin);
  expect(call?.metadata).toHaveLength(4096);
});

test("what is long over is forgotten", async () => {
  const system = systemCtx("test");
  await db.sql("update rejected_event set received_at = now() - interval '31 days'");
  expect(await sweepRejections(system)).toBe(1);
  await db.sql("insert into idempotency_key (org_id, key, request_hash, created_at) values ($1, 'k', '', now() - interval '31 days')", [operators.id]);
  expect(await sweepKeys(system)).toBe(1);
  const person = admin.actor.kind === "person" ? admin.actor.id : "";
  await db.sql("insert into session (token_hash, person_id, expires_at) values ('old', $1, now() - interval '31 days'), ('new', $1, now() + interval '1 day')", [person]);
  expect(await sweepIdentity(seller)).toBe(0);
  expect(await sweepIdentity(system)).toBe(1);
});

test("vitals count the migrations", async () => {
  const [{ many } = { many: 0 }] = await db.sql<{ many: number }>("select count(*)::int as many from app_migrations.__drizzle_migrations");
  expect(await readVitals()).toMatchObject({ migrations: many, workerSeconds: null });
});
