import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { membership } from "@/db/schema";
import { readApplication, readProduct, saveStep, submitApplication, withdrawApplication } from "@/server/modules/product";
import { testDatabase } from "@/testing/database";
import { makeLegalEntity, makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeApplication, makeSubmittedApplication, registrationNumber } from "@/testing/factories/application";
import { useTemporaryStorage } from "@/testing/factories/invoice";
import { approveApplication, type Clause, clauseNames, countWaiting, openApplication, readReview, refuseApplication, reviewQueue, saveNotes } from ".";

const db = testDatabase();
let company: MadeOrg;
let seller: Ctx;
let other: Ctx;
let partner: Ctx;
let reviewer: Ctx;
let second: Ctx;
let auditor: Ctx;
let dispatcher: Ctx;

beforeAll(async () => {
  await useTemporaryStorage();
  const desk = await makeOrg("operator");
  reviewer = await personIn(desk, ["reviewer"]);
  second = await personIn(desk, ["lead"]);
  auditor = await personIn(desk, ["auditor"]);
  dispatcher = await personIn(desk, ["dispatcher"]);
  await makeLegalEntity();
  company = await makeOrg("seller");
  seller = await personIn(company);
  other = await personIn(await makeOrg("seller"));
  partner = await personIn(await makeOrg("partner"));
});

const ticked = Object.fromEntries(clauseNames.map((clause) => [clause, true])) as Record<Clause, boolean>;
const approval = (applicationId: string, round = 1, internalNote = "") => ({ applicationId, round, checklist: ticked, internalNote });
const refusal = (applicationId: string, round = 1) => ({ ...approval(applicationId, round), reasons: ["name_mismatch" as const], note: "名称与证书不一致" });
const statusOf = async (id: string) => (await db.sql<{ status: string }>("select status from application where id = $1", [id]))[0]?.status;
const acts = (id: string) => db.sql<{ act: string; parties: string[] }>("select act, parties from audit_entry where noun_id = $1 and act like 'application.%' order by seq", [id]);
const notices = (id: string) => db.sql<{ kind: string; org: string }>("select j.payload->>'kind' as kind, j.payload->>'orgId' as org from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deliver_notice' and j.payload->>'nounId' = $1 order by j.id", [id]);

describe("the queue", () => {
  test("waiting work stands by its clock, and each knows its place", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const early = await makeSubmittedApplication(seller, company);
    await db.sql("update application set due_at = '2020-01-01' where id = $1", [early.id]);
    const queue = await reviewQueue(reviewer);
    expect(queue.rows[0]).toMatchObject({ id: early.id, number: early.number, status: "pending", certificate: "read" });
    expect(queue.rows.map((row) => row.id)).toContain(made.id);
    expect(queue.counts.waiting).toBe(await countWaiting(reviewer));
    expect((await readReview(reviewer, { applicationId: early.id })).place).toMatchObject({ at: 1, previous: null, next: queue.rows[1]?.id });
    const draft = await makeApplication(seller, company);
    await expect(readReview(reviewer, { applicationId: draft.id })).rejects.toMatchObject({ kind: "not_found" });
  });

  test("pages follow one another without a gap", async () => {
    await db.sql("insert into application (org_id, number, status, due_at, submitted_at) select $1, 'A-PAGE-' || n, 'in_review', '2019-01-01'::timestamptz + (n / 7) * interval '1 hour', now() from generate_series(1, 60) n", [company.id]);
    const first = await reviewQueue(reviewer, { status: "in_review" });
    const next = await reviewQueue(reviewer, { status: "in_review", cursor: first.next as string });
    const numbers = [...first.rows, ...next.rows].map((row) => row.number).filter((number) => number.startsWith("A-PAGE"));
    expect(first.rows).toHaveLength(50);
    expect(new Set(numbers).size).toBe(60);
    await db.sql("delete from application where number like 'A-PAGE-%'");
  });
});

describe("deciding", () => {
  test("opened, approved: on sale at once, the seller told, all on record", async () => {
    const made = await makeSubmittedApplication(seller, company);
    await openApplication(reviewer, { applicationId: made.id });
    await openApplication(second, { applicationId: made.id });
    expect(await statusOf(made.id)).toBe("in_review");
    const { productId } = await approveApplication(reviewer, approval(made.id));
    expect(await readProduct(seller, { productId })).toMatchObject({ name: made.name, status: "on_sale", certificate: { regNo: made.regNo, state: "approved" }, application: { number: made.number } });
    expect(await readApplication(seller, { applicationId: made.id })).toMatchObject({ status: "approved", productId, dueAt: null });
    const rows = await acts(made.id);
    expect(rows.map(({ act }) => act).slice(-3)).toEqual(["application.submit", "application.open", "application.approve"]);
    expect(rows.at(-1)?.parties).toContain(company.id);
    expect((await notices(made.id)).at(-1)).toEqual({ kind: "review.approved", org: company.id });
  });

  test("an open clause, or a difference without a word, keeps it from being approved", async () => {
    const made = await makeSubmittedApplication(seller, company, { paper: { owners: ["另一家有限公司"] } });
    await expect(approveApplication(reviewer, { ...approval(made.id), checklist: { ...ticked, owner: false } })).rejects.toMatchObject({ key: "review.errors.checklistOpen", fieldErrors: { "checklist.owner": "errors.field.required" } });
    await expect(approveApplication(reviewer, approval(made.id))).rejects.toMatchObject({ key: "review.errors.noteOwed" });
    expect(await statusOf(made.id)).toBe("pending");
    await approveApplication(reviewer, approval(made.id, 1, "附有授权书"));
    expect(await statusOf(made.id)).toBe("approved");
  });

  test("refused with reasons: the seller sees them, never the internal note, mends it and is approved with the same paper", async () => {
    const made = await makeSubmittedApplication(seller, company, { paper: { softwareName: "澜舟企业知识库" } });
    await refuseApplication(reviewer, { ...refusal(made.id), internalNote: "只给同事看" });
    const seen = await readApplication(seller, { applicationId: made.id });
    expect(seen).toMatchObject({ status: "rejected", reasons: [{ code: "name_mismatch", note: "名称与证书不一致" }], certificate: { state: "refused" }, acts: { edit: null } });
    expect(JSON.stringify(seen)).not.toContain("只给同事看");
    expect((await notices(made.id)).at(-1)).toEqual({ kind: "review.refused", org: company.id });
    await saveStep(seller, { applicationId: made.id, step: "basics", values: { ...seen.draft.basics, name: "澜舟企业知识库" } });
    await submitApplication(seller, { applicationId: made.id });
    const again = await readReview(reviewer, { applicationId: made.id });
    expect(again).toMatchObject({ round: 2, changes: [{ path: "basics.name", before: made.name, after: "澜舟企业知识库" }], certificate: { state: "read", match: { name: { kind: "exact" } } } });
    await approveApplication(reviewer, approval(made.id, 2));
    expect(await statusOf(made.id)).toBe("approved");
  });

  test("another round than the one on the screen: 409 with the difference", async () => {
    const made = await makeSubmittedApplication(seller, company);
    await withdrawApplication(seller, { applicationId: made.id });
    const { draft } = await readApplication(seller, { applicationId: made.id });
    await saveStep(seller, { applicationId: made.id, step: "basics", values: { ...draft.basics, overview: "改过的简介" } });
    await submitApplication(seller, { applicationId: made.id });
    const refused = { kind: "conflict", key: "review.errors.otherRound", values: { opened: 1, round: 2, changes: expect.stringContaining("改过的简介") as string } };
    await expect(approveApplication(reviewer, approval(made.id, 1))).rejects.toMatchObject(refused);
    await expect(refuseApplication(reviewer, refusal(made.id, 1))).rejects.toMatchObject(refused);
    await expect(saveNotes(reviewer, approval(made.id, 1))).rejects.toMatchObject(refused);
    expect(await statusOf(made.id)).toBe("pending");
  });

  test("a number on a live product warns, and needs a word", async () => {
    const regNo = registrationNumber();
    const first = await makeSubmittedApplication(seller, company, { regNo });
    await approveApplication(reviewer, approval(first.id));
    const next = await makeSubmittedApplication(seller, company, { regNo });
    expect(await readReview(reviewer, { applicationId: next.id })).toMatchObject({ noteOwed: true, reuses: [{ productName: first.name, live: true, company: company.nameZh }] });
    await expect(approveApplication(reviewer, approval(next.id))).rejects.toMatchObject({ key: "review.errors.noteOwed" });
  });

  test("an unreadable paper adds the clause that a person read it", async () => {
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
    const made = await makeSubmittedApplication(seller, company, { bytes: png });
    expect(await readReview(reviewer, { applicationId: made.id })).toMatchObject({ clauses: clauseNames, noteOwed: true, certificate: { state: "unreadable" } });
    await expect(approveApplication(reviewer, { ...approval(made.id, 1, "看过"), checklist: { ...ticked, by_hand: false } })).rejects.toMatchObject({ key: "review.errors.checklistOpen" });
    await approveApplication(reviewer, approval(made.id, 1, "看过原件"));
  });

  test("every state: decided work cannot be decided again, drafts and withdrawn work not at all", async () => {
    const made = await makeSubmittedApplication(seller, company);
    await withdrawApplication(seller, { applicationId: made.id });
    for (const work of [() => approveApplication(reviewer, approval(made.id)), () => refuseApplication(reviewer, refusal(made.id)), () => openApplication(reviewer, { applicationId: made.id })]) {
      await expect(work()).rejects.toMatchObject({ key: "stateMoved" });
    }
    await submitApplication(seller, { applicationId: made.id });
    await refuseApplication(reviewer, refusal(made.id, 2));
    for (const work of [() => approveApplication(reviewer, approval(made.id, 2)), () => refuseApplication(reviewer, refusal(made.id, 2)), () => openApplication(reviewer, { applicationId: made.id })]) {
      await expect(work()).rejects.toMatchObject({ key: "stateMoved" });
    }
  });

  test("fifty approvals at once: one product", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => approveApplication(at % 2 ? reviewer : second, approval(made.id))));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === "rejected" ? [(result.reason as { key: string }).key] : [])).every((key) => key === "stateMoved")).toBe(true);
    expect(await db.sql("select 1 from product where name = $1", [made.name])).toHaveLength(1);
    expect((await acts(made.id)).filter(({ act }) => act === "application.approve")).toHaveLength(1);
  });
});

describe("four eyes", () => {
  test("a reviewer with a seat in the seller's company may read but not decide", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const person = reviewer.actor as Extract<Ctx["actor"], { kind: "person" }>;
    const seat = { orgId: company.id, personId: person.id, displayName: person.name, email: person.email, roles: ["viewer"] };
    await withTx(systemCtx("test"), (tx) => tx.insert(membership).values(seat));
    expect((await readReview(reviewer, { applicationId: made.id })).acts.decide).toBe("fourEyes");
    await expect(approveApplication(reviewer, approval(made.id))).rejects.toMatchObject({ kind: "forbidden", key: "review.errors.fourEyes" });
    await expect(refuseApplication(reviewer, refusal(made.id))).rejects.toMatchObject({ key: "review.errors.fourEyes" });
    await db.sql("update membership set ended_at = now() where org_id = $1 and person_id = $2", [company.id, person.id]);
    await approveApplication(reviewer, approval(made.id));
  });

  test("who handed it in may not decide, though the seat is gone", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const person = second.actor as Extract<Ctx["actor"], { kind: "person" }>;
    await db.sql("update application_round set submitted_by = $2 where application_id = $1", [made.id, person.id]);
    await expect(approveApplication(second, approval(made.id))).rejects.toMatchObject({ key: "review.errors.fourEyes" });
  });
});

describe("walls", () => {
  test("readers may not decide, others may not read, other wings are refused", async () => {
    const made = await makeSubmittedApplication(seller, company);
    const input = { applicationId: made.id };
    await readReview(auditor, input);
    expect((await readReview(auditor, input)).acts).toEqual({ open: "permission", decide: "permission" });
    for (const work of [() => approveApplication(auditor, approval(made.id)), () => refuseApplication(auditor, refusal(made.id)), () => openApplication(auditor, input), () => saveNotes(auditor, approval(made.id))]) {
      await expect(work()).rejects.toMatchObject({ kind: "forbidden", values: { permission: "review:decide" } });
    }
    for (const stranger of [dispatcher, seller, other, partner]) {
      await expect(reviewQueue(stranger)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(readReview(stranger, input)).rejects.toMatchObject({ kind: "forbidden" });
      await expect(approveApplication(stranger, approval(made.id))).rejects.toMatchObject({ kind: "forbidden" });
    }
    expect(await statusOf(made.id)).toBe("pending");
  });

  test("notes are kept for colleagues and written down", async () => {
    const made = await makeSubmittedApplication(seller, company);
    await saveNotes(reviewer, { applicationId: made.id, round: 1, checklist: { legible: true }, internalNote: "等同事确认" });
    expect(await readReview(second, { applicationId: made.id })).toMatchObject({ checklist: { legible: true }, internalNote: "等同事确认" });
    const [row] = (await acts(made.id)).slice(-1);
    expect(row?.act).toBe("application.note");
    expect(row?.parties).not.toContain(company.id);
    await refuseApplication(reviewer, refusal(made.id));
    await expect(saveNotes(reviewer, approval(made.id))).rejects.toMatchObject({ kind: "conflict", key: "review.errors.decided" });
    expect(await withTx(seller, (tx) => tx.execute("select 1 from application_round"))).toMatchObject({ rowCount: 0 });
  });
});
