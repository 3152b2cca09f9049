import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { offerComment } from "@/db/schema";
import { addDays, toBusinessDay } from "@/lib/dates";
import { offerLifecycle, type OfferState } from "@/lib/states/offer";
import { stateNames } from "@/lib/states/lifecycle";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing } from "@/testing/factories/demand";
import { makeDemandOffer, makeOwnOffer, tokenOf } from "@/testing/factories/offer";
import type { MakeInput } from "./contract";
import * as offers from ".";

const db = testDatabase();
const system = systemCtx("test");
const guest = (ip: string) => ({ requestId: "test", ip, locale: "zh-CN" as const });
let seller: MadeOrg;
let listing: Listing;
let people: { sales: Ctx; viewer: Ctx; owner: Ctx; stranger: Ctx; partner: Ctx; dispatcher: Ctx; lead: Ctx; admin: Ctx };

const at = (rateBp: number, quantity = 1): Partial<MakeInput> => ({ lines: [{ productSpecId: listing.specId, quantity, periodNumber: 1, rateBp }] });
const statusOf = async (id: string) => (await db.sql<{ status: OfferState }>("select status from offer where id = $1", [id]))[0]?.status;
const demandStatus = async (id: string) => (await db.sql<{ status: string }>("select status from demand where id = $1", [id]))[0]?.status;
const accepted = () => makeAcceptedDemand(people.partner, people.dispatcher, seller, people.sales, listing);
const versionOf = async (offerId: string) => (await db.sql<{ version: number }>("select version from offer where id = $1", [offerId]))[0]?.version ?? 0;
const inReview = async (rateBp = 7600) => (await makeOwnOffer(people.sales, listing, at(rateBp))).id;
const counter = async (offerId: string, rates: number[], who = people.lead) => offers.counterOffer(who, { offerId, version: await versionOf(offerId), rates, note: "可以按 88 折通过" });
const amended = async (offerId: string, change: Partial<MakeInput> = {}) => offers.amendOffer(people.sales, { ...(await offers.offerDraft(people.sales, offerId)), ...change, offerId });
const content = async (id: string) => JSON.stringify(await db.sql("select o.name, o.buyer_account, o.terms, o.ends_at, o.total_fen, (select jsonb_agg(l order by l.id) from offer_line l where l.offer_id = o.id) as lines from offer o where o.id = $1", [id]), (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));

beforeAll(async () => {
  seller = await makeOrg("seller");
  const operator = await makeOrg("operator");
  listing = await makeListing(seller);
  people = {
    sales: await personIn(seller, ["sales"]),
    viewer: await personIn(seller, ["viewer"]),
    owner: await personIn(seller, ["owner"]),
    stranger: await personIn(await makeOrg("seller"), ["owner", "sales"]),
    partner: await personIn(await makeOrg("partner"), ["sales"]),
    dispatcher: await personIn(operator, ["dispatcher"]),
    lead: await personIn(operator, ["lead"]),
    admin: await personIn(operator, ["admin"]),
  };
});

describe("a new version", () => {
  it("supersedes, keeps demand and link, and says what changed", async () => {
    const demandId = await accepted();
    const first = await makeDemandOffer(people.sales, demandId, listing);
    const token = await tokenOf(people.sales, first.id);
    const frozen = await content(first.id);
    const next = await amended(first.id, { ...at(9000, 3), terms: "分两次付清" });
    expect(next).toMatchObject({ number: `${first.number}-2`, status: "effective" });
    expect([await statusOf(first.id), await demandStatus(demandId), await content(first.id)]).toEqual(["superseded", "offered", frozen]);
    const [old, now] = [await offers.readOffer(people.sales, first.id), await offers.readOffer(people.sales, next.id)];
    expect(old).toMatchObject({ supersededBy: { id: next.id, revision: 2 }, token: null, acts: { amend: "state", revoke: "state" } });
    expect(now).toMatchObject({ revision: 2, supersedes: { id: first.id, number: first.number }, demandId, token });
    expect(now.diff?.fields).toEqual(expect.arrayContaining([{ field: "terms", from: "一次付清", to: "分两次付清" }, { field: "totalFen", from: "1020000", to: "3240000" }]));
    expect(now.diff?.lines).toMatchObject([{ change: "changed", values: [{ field: "quantity", from: "1", to: "3" }, { field: "rateBp", from: "8500", to: "9000" }, { field: "amountFen", from: "1020000", to: "3240000" }] }]);
    expect(now.events.map((event) => event.act)).toEqual(expect.arrayContaining(["submit", "supersede"]));
    expect(await offers.readOfferByToken(guest("192.0.2.11"), token)).toMatchObject({ number: next.number, revision: 2, totalFen: "3240000" });
    await offers.revokeOffer(people.sales, { offerId: next.id, note: "取消" });
    expect(await demandStatus(demandId)).toBe("converting");
  });

  it("goes before the desk again when it is deeper; the buyer's link says that it is being amended", async () => {
    const first = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, first.id);
    const next = await amended(first.id, { ...at(7500), specialReason: "客户追加三年" });
    expect(next.status).toBe("review");
    const page = await offers.readOfferByToken(guest("192.0.2.12"), token);
    expect(page).toMatchObject({ status: "amending", lines: [], totalFen: "0" });
    await expect(offers.declineOffer(guest("192.0.2.12"), { token, revision: 1, reason: "price" })).rejects.toMatchObject({ kind: "conflict" });
    await offers.approveOffer(people.lead, { offerId: next.id, version: await versionOf(next.id), note: "同意" });
    expect(await offers.readOfferByToken(guest("192.0.2.12"), token)).toMatchObject({ status: "effective", lines: [{ rateBp: 7500 }] });
    const third = await amended(next.id, at(9500));
    expect(third).toMatchObject({ number: `${first.number}-3`, status: "effective" });
  });

  it("refuses what a first version would be refused, and then leaves the former one alone", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    const draft = await offers.offerDraft(people.sales, id);
    await expect(offers.amendOffer(people.sales, { ...draft, ...at(7600), specialReason: undefined })).rejects.toMatchObject({ key: "offer.errors.beyondAuthority", values: { line: 1, points: "4", limit: "80", rate: "76" } });
    await expect(offers.amendOffer(people.sales, { ...draft, startsOn: addDays(toBusinessDay(new Date()), -1) })).rejects.toMatchObject({ fieldErrors: { startsOn: "errors.field.past" } });
    const other = await makeOwnOffer(people.sales, listing);
    await expect(offers.amendOffer(people.sales, { ...draft, name: (await offers.readOffer(people.sales, other.id)).name })).rejects.toMatchObject({ fieldErrors: { name: "offer.errors.field.nameTaken" } });
    expect([await statusOf(id), await tokenOf(people.sales, id)]).toEqual(["effective", token]);
    await db.sql("update offer set ends_at = now() - interval '1 second' where id = $1", [id]);
    await expect(offers.amendOffer(people.sales, draft)).rejects.toMatchObject({ key: "offer.errors.validityOver" });
  });
});

describe("a counter-proposal", () => {
  it("asks the maker and comes into force as a version its proposer approved", async () => {
    const demandId = await accepted();
    const first = await makeDemandOffer(people.sales, demandId, listing, at(7600, 2));
    await counter(first.id, [7800]);
    expect(await offers.readOffer(people.sales, first.id)).toMatchObject({ status: "countered", counter: { rates: [7800], note: "可以按 88 折通过", byName: people.lead.actor.name }, acts: { acceptCounter: null, amend: null, withdraw: null } });
    const asks = await db.sql<{ payload: { personId: string } }>("select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'offer.counter' and payload ->> 'nounId' = $1", [first.id]);
    expect(asks.map(({ payload }) => payload.personId)).toEqual([people.sales.actor.kind === "person" ? people.sales.actor.id : ""]);
    const taken = await offers.acceptCounter(people.sales, { offerId: first.id });
    expect(taken).toMatchObject({ status: "effective", number: `${first.number}-2` });
    expect([await statusOf(first.id), await demandStatus(demandId)]).toEqual(["superseded", "offered"]);
    expect(await offers.readOffer(people.sales, taken.id)).toMatchObject({ discountKind: "business_authorised", decisionNote: "可以按 88 折通过", totalFen: "1872000", lines: [{ rateBp: 7800, quantity: 2 }], breaches: [{ code: "BELOW_FLOOR", values: { beyond: "200" } }] });
    const [row] = await db.sql<{ by: string; fresh: boolean }>("select decided_by as by, starts_at >= decided_at as fresh from offer where id = $1", [taken.id]);
    expect(row).toEqual({ by: people.lead.actor.kind === "person" ? people.lead.actor.id : "", fresh: true });
    const acts = await db.sql<{ act: string }>("select act from audit_entry where noun_id = any($1) order by seq", [[first.id, taken.id]]);
    expect(acts.map(({ act }) => act)).toEqual(["offer.submit", "offer.counter", "offer.supersede", "offer.submit", "offer.accept_counter"]);
  });

  it("names a rate per line, none below what was asked, as deep as the proposer's role may", async () => {
    const id = await inReview(6500);
    await expect(counter(id, [7000, 7000])).rejects.toMatchObject({ fieldErrors: { rates: "offer.errors.field.oneRatePerLine" } });
    await expect(counter(id, [6400], people.admin)).rejects.toMatchObject({ key: "offer.errors.counterIncomplete", fieldErrors: { "rates.0": "offer.errors.field.belowAsked" } });
    await expect(counter(id, [6500], people.admin)).rejects.toMatchObject({ fieldErrors: { "rates.0": "offer.errors.field.sameRates" } });
    await expect(counter(id, [6900])).rejects.toMatchObject({ kind: "forbidden", key: "offer.errors.tooDeepForRole", values: { rate: 69, roles: "admin" } });
    await counter(id, [6900], people.admin);
    await expect(counter(id, [7000], people.admin)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("may be answered by a new version or by withdrawing, and expires with the offer", async () => {
    const [one, two, three] = [await inReview(), await inReview(), await inReview()];
    for (const id of [one, two, three]) await counter(id, [7900]);
    expect(await amended(one, at(8000))).toMatchObject({ status: "effective" });
    await offers.withdrawOffer(people.sales, { offerId: two });
    await db.sql("update offer set ends_at = now() - interval '1 second' where id = $1", [three]);
    await expect(offers.acceptCounter(people.sales, { offerId: three })).rejects.toMatchObject({ key: "offer.errors.validityOver" });
    expect(await statusOf(three)).toBe("countered");
    await offers.sweepOffers(system);
    expect([await statusOf(one), await statusOf(two), await statusOf(three)]).toEqual(["superseded", "withdrawn", "expired"]);
  });
});

describe("how deep a role may approve", () => {
  it("names who may, and refuses what nobody may already at submission", async () => {
    const id = await inReview(6500);
    expect((await offers.readOffer(people.lead, id)).acts.approve).toBe("tooDeep");
    await expect(offers.approveOffer(people.lead, { offerId: id, version: await versionOf(id), note: "…" })).rejects.toMatchObject({ kind: "forbidden", key: "offer.errors.tooDeepForRole", values: { rate: 65, roles: "admin" } });
    expect((await offers.readOffer(people.admin, id)).acts.approve).toBeNull();
    await offers.approveOffer(people.admin, { offerId: id, version: await versionOf(id), note: "同意" });
    expect(await statusOf(id)).toBe("effective");
    await expect(inReview(3900)).rejects.toMatchObject({ key: "offer.errors.tooDeep", values: { line: 1, rate: 39, limit: 40 }, fieldErrors: { "lines.0.rateBp": "offer.errors.field.tooDeep" } });
  });

  it("is told to the administrators once the desk's time is over, once", async () => {
    const id = await inReview();
    const [row] = await db.sql<{ later: boolean }>("select due_at > submitted_at + interval '1 day' as later from offer where id = $1", [id]);
    expect(row?.later).toBe(true);
    await offers.sweepOffers(system);
    await db.sql("update offer set due_at = now() - interval '1 second' where id = $1", [id]);
    await Promise.all(Array.from({ length: 20 }, () => offers.sweepOffers(system)));
    const jobs = await db.sql<{ payload: { kind: string; roles?: string[] } }>("select payload from graphile_worker._private_jobs where payload ->> 'nounId' = $1 and payload ->> 'kind' in ('offer.overdue', 'offer.late')", [id]);
    expect(jobs.map(({ payload }) => payload.kind).toSorted()).toEqual(["offer.late", "offer.overdue"]);
    expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'offer.escalate'", [id])).toHaveLength(1);
    expect((await offers.listOffers(people.lead, { desk: true })).rows[0]?.id).toBe(id);
  });
});

describe("the lifecycle of versions", () => {
  const moves = {
    counter: (id: string) => counter(id, [9900]),
    accept_counter: (id: string) => offers.acceptCounter(people.sales, { offerId: id }),
    supersede: (id: string) => amended(id, at(9900)),
  };
  it.each(["counter", "accept_counter", "supersede"] as const)("%s starts only where the table says", async (verb) => {
    for (const status of stateNames(offerLifecycle)) {
      const { id } = await makeOwnOffer(people.sales, listing);
      await db.sql("update offer set status = $2, counter_rates = '[9900]', counter_by = $3 where id = $1", [id, status, people.lead.actor.kind === "person" ? people.lead.actor.id : ""]);
      await moves[verb](id).catch((error: { kind?: string }) => expect(error.kind).toBe("conflict"));
      const allowed = offerLifecycle.verbs[verb].from.some((one) => one === status);
      expect({ verb, status, now: await statusOf(id) }).toEqual({ verb, status, now: allowed ? offerLifecycle.verbs[verb].to : status });
    }
  });
});

describe("races", () => {
  it("lets one of 50 approvals, refusals, counters, withdrawals, amendments and the clock have its way", async () => {
    const id = await inReview();
    const version = await versionOf(id);
    const draft = await offers.offerDraft(people.sales, id);
    const decision = { offerId: id, version, note: "…" };
    const acts = [
      () => offers.approveOffer(people.lead, decision),
      () => offers.refuseOffer(people.lead, decision),
      () => offers.counterOffer(people.lead, { ...decision, rates: [7900] }),
      () => offers.withdrawOffer(people.sales, { offerId: id }),
      () => offers.amendOffer(people.sales, draft),
    ];
    await db.sql("update offer set starts_at = now() - interval '2 seconds' where id = $1", [id]);
    const tries = await Promise.allSettled([...Array.from({ length: 45 }, (_, n) => acts[n % acts.length]?.()), ...Array.from({ length: 5 }, () => offers.sweepOffers(system))]);
    const won = tries.slice(0, 45).flatMap((one, n) => (one.status === "fulfilled" ? [n % acts.length] : []));
    // A proposal may still be withdrawn or amended, an approval amended: every step is one the table allows.
    const steps = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 and act <> 'offer.submit' order by seq", [id]);
    expect(steps.map(({ act }) => act).length).toBe(won.length);
    const kind = steps.map(({ act }) => act.replace("offer.", "")).join(">");
    expect(["approve", "refuse", "counter", "withdraw", "supersede", "counter>withdraw", "counter>supersede", "approve>supersede"]).toContain(kind);
    expect(await db.sql("select 1 from offer where supersedes_id = $1", [id])).toHaveLength(kind.endsWith("supersede") ? 1 : 0);
  });

  it("lets one of 50 refusals, withdrawals and sweeps end what is past its last moment, and nobody approve it", async () => {
    const demandId = await accepted();
    const { id } = await makeDemandOffer(people.sales, demandId, listing, at(7600));
    const decision = { offerId: id, version: await versionOf(id), note: "…" };
    await db.sql("update offer set ends_at = now() - interval '1 millisecond' where id = $1", [id]);
    const acts = [() => offers.approveOffer(people.lead, decision), () => offers.refuseOffer(people.lead, decision), () => offers.withdrawOffer(people.sales, { offerId: id }), () => offers.sweepOffers(system), () => offers.counterOffer(people.lead, { ...decision, rates: [7900] })];
    await Promise.allSettled(Array.from({ length: 50 }, (_, n) => acts[n % acts.length]?.()));
    const steps = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 and act <> 'offer.submit'", [id]);
    expect(steps).toHaveLength(1);
    expect(["offer.refuse", "offer.withdraw", "offer.expire"]).toContain(steps[0]?.act);
    expect(await demandStatus(demandId)).toBe("converting");
  });

  it("gives an offer to its order or to its new version, never to both", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await makeOwnOffer(people.sales, listing);
      const draft = await offers.offerDraft(people.sales, id);
      const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => (n % 2 === round % 2 ? offers.useOffer(system, { offerId: id, orderId: id }) : offers.amendOffer(people.sales, { ...draft, ...at(9000) }))));
      expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      const used = (await statusOf(id)) === "used";
      expect(await db.sql("select 1 from offer where supersedes_id = $1", [id])).toHaveLength(used ? 0 : 1);
    }
  });

  it("takes a proposal up once", async () => {
    const id = await inReview();
    await counter(id, [7900]);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => offers.acceptCounter(people.sales, { offerId: id })));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "conflict" });
  });
});

describe("lists and inboxes", () => {
  it("show the newest version; what was asked of the desk ends with the former one, but not with a comment", async () => {
    const id = await inReview();
    await db.sql("insert into notification (org_id, roles, kind, values, href, noun, noun_id, action_needed) values ($1, '{lead}', 'offer.review', '{}', '/', 'offer', $2, 'decide')", [people.lead.org?.id, id]);
    const asking = async () => (await db.sql<{ n: number }>("select count(*)::int as n from notification where noun_id = $1 and action_needed is not null", [id]))[0]?.n;
    await offers.commentOffer(people.lead, { offerId: id, body: "请补充理由" });
    expect(await asking()).toBe(1);
    const next = await amended(id);
    expect(await asking()).toBe(0);
    const listed = async (status?: "superseded") => (await offers.listOffers(people.sales, { status })).rows.map((row) => row.id);
    expect([(await listed()).includes(id), (await listed()).includes(next.id), (await listed("superseded")).includes(id)]).toEqual([false, true, true]);
  });
});

describe("what is said beside it", () => {
  it("passes between maker and desk; internal words stay among operators", async () => {
    const id = await inReview();
    await offers.commentOffer(people.sales, { offerId: id, body: "客户周五决标" });
    await offers.commentOffer(people.lead, { offerId: id, body: "毛利只剩两个点", internal: true });
    await offers.commentOffer(people.lead, { offerId: id, body: "请补充竞品报价" });
    expect((await offers.readOffer(people.lead, id)).comments.map(({ body, internal }) => [body, internal])).toEqual([["客户周五决标", false], ["毛利只剩两个点", true], ["请补充竞品报价", false]]);
    expect((await offers.readOffer(people.sales, id)).comments.map(({ body, ours }) => [body, ours])).toEqual([["客户周五决标", true], ["请补充竞品报价", false]]);
    expect(await withRead(people.owner, (tx) => tx.select({ internal: offerComment.internal }).from(offerComment).where(eq(offerComment.offerId, id)))).toEqual([{ internal: false }, { internal: false }]);
    expect(JSON.stringify((await offers.readOffer(people.sales, id)).events)).not.toContain("毛利");
    await expect(offers.commentOffer(people.sales, { offerId: id, body: "…", internal: true })).rejects.toMatchObject({ kind: "forbidden", key: "offer.errors.internalComment" });
  });
});

describe("permission and tenancy", () => {
  it("refuses who lacks the right and hides from strangers", async () => {
    const id = await inReview();
    const draft = await offers.offerDraft(people.sales, id);
    const note = { offerId: id, version: await versionOf(id), note: "…" };
    const forbidden = [() => offers.amendOffer(people.viewer, draft), () => offers.amendOffer(people.lead, draft), () => offers.acceptCounter(people.viewer, { offerId: id }), () => offers.counterOffer(people.sales, { ...note, rates: [9000] }), () => offers.counterOffer(people.dispatcher, { ...note, rates: [9000] }), () => offers.commentOffer(people.viewer, { offerId: id, body: "…" }), () => offers.offerDraft(people.lead, id)];
    for (const call of forbidden) await expect(call()).rejects.toMatchObject({ kind: "forbidden" });
    const hidden = [() => offers.amendOffer(people.stranger, draft), () => offers.acceptCounter(people.stranger, { offerId: id }), () => offers.commentOffer(people.stranger, { offerId: id, body: "…" }), () => offers.offerDraft(people.stranger, id), () => offers.quoteOffer(people.stranger, { offerId: id, lines: draft.lines })];
    for (const call of hidden) await expect(call()).rejects.toMatchObject({ kind: "not_found" });
  });
});
