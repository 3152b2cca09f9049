import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { audit } from "@/server/kernel/audit";
import { type Ctx, marketplaceCtx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { makeListing, makeSubmittedDemand } from "@/testing/factories/demand";
import { auditedNouns, listAudit, verifyAudit } from ".";

const db = testDatabase();
const system = systemCtx("test");
let seller: MadeOrg;
let owner: Ctx;

beforeAll(async () => {
  seller = await makeOrg("seller");
});
beforeEach(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller);
});

const act = (ctx: Ctx, name = "demand.accept", change: { nounId?: string; parties?: string[] } = {}) =>
  withTx(ctx, async () => audit(ctx, { noun: "demand", nounId: change.nounId ?? randomUUID(), act: name, parties: change.parties, detail: { 名: "值", big: 12n } }));
/** Past every guard, as somebody with the disk could. */
const tamper = (text: string, values: unknown[]) =>
  db.sql("alter table audit_entry disable trigger audit_entry_append_only").then(() => db.sql(text, values)).finally(() => db.sql("alter table audit_entry enable trigger audit_entry_append_only"));

test("each party reads the act, nobody else; a filter narrows it", async () => {
  const partner = await makeOrg("partner");
  const nounId = randomUUID();
  await act(owner, "demand.accept", { nounId, parties: [partner.id] });
  await act(owner, "demand.reject");
  expect((await listAudit(owner, {})).rows.map((row) => row.act)).toEqual(["demand.reject", "demand.accept"]);
  expect((await listAudit(owner, { nounId })).rows).toHaveLength(1);
  expect((await listAudit(await personIn(partner), {})).rows.map((row) => row.detail)).toEqual([{ 名: "值", big: "12" }]);
  expect((await listAudit(await personIn(await makeOrg("seller")), {})).rows).toHaveLength(0);
  const operator = await personIn(await makeOrg("operator"));
  expect((await listAudit(operator, { orgId: seller.id })).rows).toHaveLength(2);
  expect((await listAudit(owner, { from: "2000-01-01", to: "2000-01-02" })).rows).toHaveLength(0);
  expect(await auditedNouns(owner)).toEqual(["demand"]);
});

test("an act tells the record's number, where it lies, and names for ids, as far as the reader sees them", async () => {
  const partner = await makeOrg("partner");
  const [asPartner, asOperator] = [await personIn(partner), await personIn(await makeOrg("operator"))];
  const demandId = await makeSubmittedDemand(asPartner, await makeListing(seller));
  const [record] = await db.sql<{ number: string }>("select number from demand where id = $1", [demandId]);
  const product = { noun: "product", nounId: null, act: "product.list", detail: { code: "P-1", personId: owner.actor.kind === "person" ? owner.actor.id : "" } };
  await withTx(system, async () => audit(system, { noun: "demand", nounId: demandId, act: "demand.assign", parties: [partner.id, seller.id], detail: { sellerOrgId: seller.id } }));
  await withTx(owner, async () => audit(owner, { ...product, parties: [partner.id] }));
  const told = async (ctx: Ctx) => (await listAudit(ctx, { orgId: partner.id })).rows.slice(0, 2).map(({ label, page, detail }) => ({ label, page, detail }));
  const [listing, assigned] = await told({ ...asPartner, locale: "en" });
  expect(assigned).toEqual({ label: record?.number, page: `demands/${demandId}`, detail: { sellerOrgId: seller.nameEn } });
  // Another company's people stay ids, and what has no page of its own keeps the code it was recorded with.
  expect(listing).toEqual({ label: "P-1", page: null, detail: product.detail });
  expect((await told(asOperator))[1]).toMatchObject({ page: `demands/${demandId}`, detail: { sellerOrgId: seller.nameZh } });
  // Not assigned to the seller: it reads that something was done, and no number of what lies out of its sight.
  expect((await told(owner)).find(({ detail }) => detail["sellerOrgId"])).toMatchObject({ label: null, page: null });
  expect((await told(owner)).find(({ label }) => label === "P-1")?.detail["personId"]).toBe(owner.actor.name);
});

test("only those who may read it do", async () => {
  await expect(listAudit(await personIn(seller, ["sales"]), {})).rejects.toThrow("forbidden");
  await expect(verifyAudit(owner)).rejects.toThrow("systemOnly");
});

test("every chain is followed; nothing is wrong with what was written in parallel", async () => {
  await Promise.all([...Array.from({ length: 20 }, () => act(owner)), ...Array.from({ length: 5 }, () => act(marketplaceCtx("marketplace", "r")))]);
  const verdict = await verifyAudit(system);
  expect(verdict.fault).toBeNull();
  expect(verdict.rows).toBeGreaterThanOrEqual(25);
});

test("nobody changes a row in the ordinary way", async () => {
  await act(owner);
  await expect(db.sql("update audit_entry set act = 'x'")).rejects.toThrow("append-only");
  await expect(db.sql("delete from audit_entry")).rejects.toThrow("append-only");
});

test.each([
  ["its payload", "update audit_entry set payload = replace(payload, 'accept', 'reject') where seq = $1", "hash"],
  ["its columns", "update audit_entry set actor_name = 'somebody else' where seq = $1", "columns"],
  ["its hash", "update audit_entry set hash = repeat('0', 64) where seq = $1", "hash"],
])("tampering with %s is found at that row", async (_name, text, why) => {
  for (let count = 0; count < 3; count++) await act(owner);
  const [row] = await db.sql<{ seq: bigint; before: object }>("select seq, to_jsonb(a) as before from audit_entry a where chain = $1 and position = 2", [`org:${seller.id}`]);
  await tamper(text, [row?.seq]);
  expect((await verifyAudit(system)).fault).toMatchObject({ seq: String(row?.seq), why });
  await tamper("update audit_entry a set payload = b.payload, actor_name = b.actor_name, hash = b.hash from jsonb_populate_record(null::audit_entry, $2::jsonb) b where a.seq = $1", [row?.seq, JSON.stringify(row?.before)]);
  expect((await verifyAudit(system)).fault).toBeNull();
});

test("a removed row and a cut-off end are found", async () => {
  for (let count = 0; count < 3; count++) await act(owner);
  const chain = `org:${seller.id}`;
  await tamper("delete from audit_entry where chain = $1 and position = 3", [chain]);
  expect((await verifyAudit(system)).fault).toMatchObject({ chain, why: "end" });
  await tamper("delete from audit_entry where chain = $1 and position = 1", [chain]);
  expect((await verifyAudit(system)).fault).toMatchObject({ chain, position: "2", why: "gap" });
});
