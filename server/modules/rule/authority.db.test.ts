import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays, endOfBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeListing } from "@/testing/factories/demand";
import { approvalLimits, authorityChoices, authorityFor, authorityTargets, endAuthority, ensureReferenceRules, type ListAuthority, listAuthority, setApproval, setAuthority } from "./index";

const db = testDatabase();
const system = systemCtx("test");
const today = toBusinessDay(new Date());
let listing: Listing;
let seller: MadeOrg;
let partner: MadeOrg;
let rival: MadeOrg;
let people: { lead: Ctx; dispatcher: Ctx; seller: Ctx; otherSeller: Ctx; partner: Ctx; rival: Ctx };

beforeAll(async () => {
  [seller, partner, rival] = [await makeOrg("seller"), await makeOrg("partner"), await makeOrg("partner")];
  const operator = await makeOrg("operator");
  listing = await makeListing(seller, { maxShareBp: 1500 });
  people = {
    lead: await personIn(operator, ["lead"]),
    dispatcher: await personIn(operator, ["dispatcher"]),
    seller: await personIn(seller, ["owner"]),
    otherSeller: await personIn(await makeOrg("seller"), ["owner"]),
    partner: await personIn(partner, ["sales"]),
    rival: await personIn(rival, ["sales"]),
  };
});

const ask = (question: { partnerOrgId?: string; productId?: string; customer?: string | null; at?: Date }) =>
  withRead(system, async (tx) => {
    const productId = question.productId ?? listing.productId;
    return (await authorityFor(tx, { partnerOrgId: question.partnerOrgId ?? partner.id, productIds: [productId], customerAccount: question.customer ?? null, at: question.at ?? new Date() })).get(productId) ?? null;
  });

describe("setting an authority", () => {
  it("makes versions that follow one another without gap or overlap", async () => {
    const scope = { productId: listing.productId, partnerOrgId: partner.id };
    const first = await setAuthority(people.lead, { ...scope, rateBp: 8500 });
    const second = await setAuthority(people.lead, { ...scope, rateBp: 8200, floorUnitPrice: "9000", maxShareBp: 1000 });
    const rows = await db.sql<{ id: string; valid_from: Date; valid_to: Date | null }>("select id, valid_from, valid_to from authority where product_id = $1 order by valid_from", [listing.productId]);
    expect(rows.map((row) => row.id)).toEqual([first.id, second.id]);
    expect(rows[0]?.valid_to).toEqual(rows[1]?.valid_from);
    expect(rows[1]?.valid_to).toBeNull();
    expect(await ask({})).toEqual({ id: second.id, rateBp: 8200, floorUnitPrice: "9000.000000", maxShareBp: 1000, scope: "partner" });
    const planned = await setAuthority(people.lead, { ...scope, rateBp: 7800, startsOn: addDays(today, 3), endsOn: addDays(today, 5) });
    await expect(setAuthority(people.lead, { ...scope, rateBp: 8000 })).rejects.toMatchObject({ key: "authority.errors.laterVersion" });
    expect(await ask({ at: startOfBusinessDay(addDays(today, 3)) })).toMatchObject({ id: planned.id });
    expect(await ask({ at: new Date(endOfBusinessDay(addDays(today, 5)).getTime() - 1) })).toMatchObject({ id: planned.id });
    expect(await ask({ at: endOfBusinessDay(addDays(today, 5)) })).toBeNull();
    await endAuthority(people.lead, { authorityId: planned.id, note: "撤回" });
    await expect(endAuthority(people.lead, { authorityId: planned.id })).rejects.toMatchObject({ key: "authority.errors.ended" });
    expect(await ask({ at: startOfBusinessDay(addDays(today, 4)) })).toBeNull();
    const again = await setAuthority(people.lead, { ...scope, rateBp: 7900, startsOn: addDays(today, 3) });
    expect(await ask({ at: startOfBusinessDay(addDays(today, 4)) })).toMatchObject({ id: again.id });
    const acts = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [planned.id]);
    expect(acts.map(({ act }) => act)).toEqual(["authority.set", "authority.end"]);
  });

  it("keeps one version in force when 50 set it at once", async () => {
    const one = await makeListing(seller);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => setAuthority(people.lead, { productId: one.productId, rateBp: 8000 + at })));
    for (const failed of tries) if (failed.status === "rejected") expect(failed.reason).toMatchObject({ kind: "conflict" });
    const rows = await db.sql<{ open: number; overlaps: number }>(
      "select count(*) filter (where valid_to is null)::int as open, (select count(*)::int from authority a join authority b on a.id < b.id and a.product_id = b.product_id and tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to) where a.product_id = $1) as overlaps from authority where product_id = $1",
      [one.productId],
    );
    expect(rows).toEqual([{ open: 1, overlaps: 0 }]);
  });

  it("names what is wrong by field", async () => {
    const generic = await makeListing(seller, { productClass: "generic" });
    const wrong = [
      [{ customerAccount: "hwc-1", rateBp: 8000 }, { partnerOrgId: "authority.errors.field.customerNeedsPartner" }],
      [{ productId: generic.productId, rateBp: 8000 }, { productId: "authority.errors.field.notForPartners" }],
      [{ productId: listing.productId, rateBp: 8000, maxShareBp: 1501 }, { maxShareBp: "authority.errors.field.overMaximum" }],
      [{ partnerOrgId: seller.id, rateBp: 8000 }, { partnerOrgId: "authority.errors.field.noPartner" }],
      [{ rateBp: 8000, startsOn: addDays(today, -1) }, { startsOn: "errors.field.past" }],
      [{ rateBp: 8000, startsOn: addDays(today, 2), endsOn: addDays(today, 1) }, { endsOn: "authority.errors.field.endsBeforeStart" }],
    ] as const;
    for (const [input, fieldErrors] of wrong) await expect(setAuthority(people.lead, input)).rejects.toMatchObject({ kind: "invalid", fieldErrors });
  });
});

describe("the authority that holds", () => {
  it("is the most specific one in force: customer before partner before product before all", async () => {
    const [other, elsewhere] = [await makeListing(seller), await makeListing(seller)];
    const pick = <T>(on: boolean, value: T) => (on ? value : null);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 }), fc.boolean(), fc.boolean(), async (kinds, known, mine) => {
        await db.sql("delete from authority");
        for (const kind of kinds) {
          const scope = [pick((kind & 1) > 0, other.productId), pick((kind & 2) > 0, partner.id), pick((kind & 4) > 0, "hwc-a")];
          await db.sql("insert into authority (product_id, partner_org_id, customer_account, rate_bp, valid_from) values ($1, $2, $3, $4, now() - interval '1 hour')", [...scope, 1000 + kind]);
        }
        const fits = kinds.filter((kind) => (known || (kind & 4) === 0) && (mine || (kind & 2) === 0));
        const best = fits.length === 0 ? null : Math.max(...fits);
        const question = { partnerOrgId: mine ? partner.id : rival.id, productId: other.productId, customer: known ? "hwc-a" : "hwc-b" };
        expect((await ask(question))?.rateBp ?? null).toBe(best === null ? null : 1000 + best);
        const far = fits.filter((kind) => (kind & 1) === 0);
        expect((await ask({ ...question, productId: elsewhere.productId }))?.rateBp ?? null).toBe(far.length === 0 ? null : 1000 + Math.max(...far));
      }),
      { numRuns: 60 },
    );
    await db.sql("delete from authority");
  });
});

describe("permission and tenancy", () => {
  it("is set by operators with the right alone, and audited", async () => {
    const { id } = await setAuthority(people.lead, { partnerOrgId: partner.id, customerAccount: "hwc-secret", rateBp: 7000 });
    for (const who of [people.dispatcher, people.seller, people.partner]) {
      await expect(setAuthority(who, { rateBp: 8000 })).rejects.toMatchObject({ kind: "forbidden" });
      await expect(endAuthority(who, { authorityId: id })).rejects.toMatchObject({ kind: "forbidden" });
      await expect(authorityChoices(who)).rejects.toMatchObject({ kind: "forbidden" });
    }
    await expect(endAuthority(people.lead, { authorityId: "01900000-0000-7000-8000-000000000000" })).rejects.toMatchObject({ kind: "not_found" });
    expect(await db.sql("select 1 from audit_entry where noun = 'authority' and payload like '%hwc-secret%'")).toEqual([]);
  });

  it("shows partners their own and what holds for all, sellers what holds for their products, and no seller a customer", async () => {
    await setAuthority(people.lead, { rateBp: 8800 });
    await setAuthority(people.lead, { productId: listing.productId, partnerOrgId: rival.id, customerAccount: "hwc-hidden", rateBp: 7600 });
    const seen = async (who: Ctx) => (await listAuthority(who, {})).rows.map((row) => [row.scope, row.customerAccount]).toSorted();
    expect(await seen(people.partner)).toEqual([["all", null], ["customer", "hwc-secret"]]);
    expect(await seen(people.rival)).toEqual([["all", null], ["customer", "hwc-hidden"]]);
    expect(await seen(people.seller)).toEqual([["all", null], ["customer", null]]);
    expect(await seen(people.otherSeller)).toEqual([["all", null]]);
    expect(JSON.stringify(await listAuthority(people.seller, {}))).not.toContain("hwc-");
    expect((await listAuthority(people.lead, { partnerOrgId: rival.id })).rows).toMatchObject([{ productCode: expect.any(String), partnerName: rival.nameZh, customerAccount: "hwc-hidden", state: "in_force" }]);
    const choices = await authorityChoices(people.lead);
    expect(choices.partners.map((one) => one.id)).toEqual(expect.arrayContaining([partner.id, rival.id]));
    expect(choices.products.find((one) => one.id === listing.productId)).toMatchObject({ maxShareBp: 1500, floorRateBp: 8000 });
  });
});

describe("the list", () => {
  const walked = async (who: Ctx, input: ListAuthority) => {
    const [ids, counts]: [string[], number[]] = [[], []];
    for (let cursor: string | undefined; ; ) {
      const page = await listAuthority(who, { ...input, cursor });
      ids.push(...page.rows.map(({ id }) => id));
      counts.push(page.count);
      if (page.next === null) return { ids, counts };
      cursor = page.next;
    }
  };

  it("comes in pages that leave out nothing and repeat nothing, whatever begins at one instant, narrowed or not", async () => {
    const other = await makeListing(seller);
    await db.sql("delete from authority");
    await db.sql(
      `insert into authority (product_id, partner_org_id, customer_account, rate_bp, valid_from, valid_to)
       select $1, case when n % 2 = 0 then $2::uuid else $3::uuid end, case n % 3 when 0 then 'hwc_' || n else 'hwcx' || n end, 8000, timestamptz '2026-01-01 00:00:00.123456+00' + interval '1 hour' * (n / 40), case when n % 4 = 0 then timestamptz '2026-11-01' + interval '1 second' * n end
       from generate_series(1, 140) as n`,
      [other.productId, partner.id, rival.id],
    );
    const expected = async (where: string) => (await db.sql<{ id: string }>(`select id from authority where ${where} order by valid_from desc, id desc`)).map(({ id }) => id);
    const live = "(valid_to is null or valid_to > now())";
    const cases: [Ctx, ListAuthority, string][] = [
      [people.lead, {}, live],
      [people.lead, { ended: true }, "true"],
      [people.lead, { partnerOrgId: rival.id, productId: other.productId }, `${live} and partner_org_id = '${rival.id}'`],
      [people.lead, { customer: "hwc_", ended: true }, "starts_with(customer_account, 'hwc_')"],
      [people.partner, { ended: true }, `partner_org_id = '${partner.id}'`],
      [people.partner, { customer: "hwcx", ended: true }, `partner_org_id = '${partner.id}' and starts_with(customer_account, 'hwcx')`],
      [people.seller, { ended: true }, "true"],
      [people.seller, { customer: "hwc_", ended: true }, "false"],
      [people.otherSeller, { ended: true }, "false"],
    ];
    for (const [who, input, where] of cases) {
      const ids = await expected(where);
      const found = await walked(who, input);
      expect(found.ids, where).toEqual(ids);
      expect(found.counts).toEqual(found.counts.map(() => ids.length));
    }
    await expect(listAuthority(people.lead, { cursor: "abc" })).rejects.toMatchObject({ kind: "invalid" });
    expect(await authorityTargets(people.lead)).toMatchObject({ products: [{ id: other.productId }], partners: expect.arrayContaining([expect.objectContaining({ id: partner.id }), expect.objectContaining({ id: rival.id })]) });
    expect((await authorityTargets(people.partner)).partners.map(({ id }) => id)).toEqual([partner.id]);
    expect(await authorityTargets(people.otherSeller)).toEqual({ products: [], partners: [] });
    await db.sql("delete from authority");
  });
});

describe("who may approve how deep", () => {
  it("is a rule by role with versions, and has a standard before any rule is in force", async () => {
    const at = (when: Date) => withRead(system, (tx) => approvalLimits(tx, when));
    expect((await at(new Date())).map(({ role, downToBp }) => [role, downToBp])).toEqual([["lead", 7000], ["admin", 4000]]);
    await withTx(system, (tx) => ensureReferenceRules(tx, new Date("2025-01-01T00:00:00Z")));
    await db.sql(`update rule_version set valid_to = '2026-01-01' where kind = 'approval' and scope = 'lead'`);
    await db.sql(`insert into rule_version (kind, scope, value, valid_from) values ('approval', 'lead', '{"downToBp": 7500}', '2026-01-01')`);
    expect((await at(new Date("2025-06-01T00:00:00Z"))).map(({ role, downToBp }) => [role, downToBp])).toEqual([["lead", 7000], ["admin", 4000]]);
    expect((await at(new Date())).map(({ role, downToBp }) => [role, downToBp])).toEqual([["lead", 7500], ["admin", 4000]]);
  });

  it("is set by an administrator alone, as a version; 50 at once leave one in force", async () => {
    const admin = await personIn(await makeOrg("operator"), ["admin"]);
    await expect(setApproval(people.lead, { role: "lead", downToBp: 0 })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(setApproval(people.partner, { role: "lead", downToBp: 0 })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(setApproval(admin, { role: "finance", downToBp: 0 })).rejects.toMatchObject({ fieldErrors: { role: "authority.errors.field.notAnApprover" } });
    const { id } = await setApproval(admin, { role: "lead", downToBp: 6800, note: "季度末" });
    expect((await listAuthority(people.lead, {})).approvals.map(({ role, downToBp }) => [role, downToBp])).toEqual([["lead", 6800], ["admin", 4000]]);
    expect(await db.sql("select act from audit_entry where noun_id = $1", [id])).toEqual([{ act: "rule.set_approval" }]);
    await Promise.allSettled(Array.from({ length: 50 }, (_, at) => setApproval(admin, { role: "lead", downToBp: 6000 + at })));
    const [row] = await db.sql<{ open: number; overlaps: number }>("select count(*) filter (where valid_to is null)::int as open, (select count(*)::int from rule_version a join rule_version b on a.id < b.id and a.scope = b.scope and a.kind = b.kind and tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to) where a.kind = 'approval') as overlaps from rule_version where kind = 'approval' and scope = 'lead'");
    expect(row).toEqual({ open: 1, overlaps: 0 });
    await setApproval(admin, { role: "admin", downToBp: 3000, startsOn: addDays(today, 2) });
    expect((await listAuthority(people.lead, {})).approvals.find(({ role }) => role === "admin")).toMatchObject({ downToBp: 4000 });
    await expect(setApproval(admin, { role: "admin", downToBp: 2000 })).rejects.toMatchObject({ key: "authority.errors.laterVersion" });
  });
});
