import { beforeAll, expect, test } from "vitest";
import { AppError } from "@/server/kernel/errors";
import { systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeAgreement } from "@/testing/factories/agreement";
import { agreementDetail, agreementInForce, listAgreements } from ".";

testDatabase();
let seller: MadeOrg;
let first: { id: string };
let second: { id: string };
const kindOf = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.kind : String(error)));

beforeAll(async () => {
  seller = await makeOrg("seller");
  first = await makeAgreement(seller, { validFrom: new Date("2024-01-01T00:00:00Z"), validTo: new Date("2025-01-01T00:00:00Z"), agreementVersion: "2024-01" });
  second = await makeAgreement(seller, { validFrom: new Date("2025-06-01T00:00:00Z"), agreementVersion: "2025-06" });
  await makeAgreement(seller, { validFrom: new Date("2026-01-01T00:00:00Z"), signed: false });
});

test("the version in force at an instant is the signed one whose time it is, ends excluded", async () => {
  const at = (text: string) => withRead(systemCtx("test"), (tx) => agreementInForce(tx, seller.id, new Date(text)));
  expect((await at("2024-01-01T00:00:00Z"))?.id).toBe(first.id);
  expect((await at("2024-12-31T23:59:59Z"))?.id).toBe(first.id);
  expect(await at("2025-01-01T00:00:00Z")).toBeNull();
  expect(await at("2023-12-31T23:59:59Z")).toBeNull();
  expect((await at("2026-02-01T00:00:00Z"))?.id).toBe(second.id);
});

test("a company reads its own agreements, nobody else's, and only with the permission", async () => {
  const owner = await personIn(seller, ["owner"]);
  const listed = await listAgreements(owner);
  expect(listed.map((one) => [one.agreementVersion, one.inForce])).toEqual([["2026-01", false], ["2025-06", true], ["2024-01", false]]);
  expect((await agreementDetail(owner, first.id)).body).not.toBe("");
  expect((await agreementDetail(await personIn(await makeOrg("operator")), first.id)).id).toBe(first.id);
  const stranger = await personIn(await makeOrg("partner"));
  expect(await listAgreements(stranger)).toEqual([]);
  expect(await kindOf(agreementDetail(stranger, first.id))).toBe("not_found");
  expect(await kindOf(listAgreements(await personIn(seller, ["product"])))).toBe("forbidden");
});
