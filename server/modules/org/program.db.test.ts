import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import type { Ctx } from "@/server/kernel/ctx";
import { endProgram, joinProgram, programMembers } from ".";

const db = testDatabase();
let [seller, partner]: MadeOrg[] = [];
let [admin, dispatcher, owner]: Ctx[] = [];
const person = (ctx: Ctx | undefined) => ctx as Ctx;
const input = () => ({ orgId: (seller as MadeOrg).id, program: "accelerator" as const });

beforeAll(async () => {
  [seller, partner] = [await makeOrg("seller"), await makeOrg("partner")];
  const operator = await makeOrg("operator");
  [admin, dispatcher, owner] = [await personIn(operator, ["admin"]), await personIn(operator, ["dispatcher"]), await personIn(seller, ["owner"])];
});

test("a seller joins, leaves and joins again; each act is audited", async () => {
  const since = async () => (await programMembers(person(admin), "accelerator")).find(({ orgId }) => orgId === seller?.id);
  await joinProgram(person(admin), input());
  expect(await since()).toMatchObject({ joinedAt: expect.any(String) as string });
  await expect(joinProgram(person(admin), input())).rejects.toMatchObject({ key: "org.errors.inProgram" });
  await endProgram(person(admin), input());
  expect(await since()).toMatchObject({ joinedAt: null, joinedBefore: true });
  await expect(endProgram(person(admin), input())).rejects.toMatchObject({ key: "org.errors.notInProgram" });
  await joinProgram(person(admin), input());
  const acts = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 and act like 'org.%program'", [seller?.id]);
  expect(acts.map(({ act }) => act).toSorted()).toEqual(["org.end_program", "org.join_program", "org.join_program"]);
  await endProgram(person(admin), input());
});

test("administrators alone decide it, and of sellers alone", async () => {
  for (const stranger of [dispatcher, owner]) {
    await expect(joinProgram(person(stranger), input())).rejects.toMatchObject({ kind: "forbidden" });
    await expect(endProgram(person(stranger), input())).rejects.toMatchObject({ kind: "forbidden" });
    await expect(programMembers(person(stranger), "accelerator")).rejects.toMatchObject({ kind: "forbidden" });
  }
  await expect(joinProgram(person(admin), { ...input(), orgId: (partner as MadeOrg).id })).rejects.toMatchObject({ kind: "not_found" });
});

test("fifty at once join once", async () => {
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => joinProgram(person(admin), input())));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
