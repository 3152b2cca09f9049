import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { systemCtx, type Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeAcceptedDemand, makeListing } from "@/testing/factories/demand";
import { filledOffer, makeDemandOffer, makeOwnOffer, tokenOf } from "@/testing/factories/offer";
import * as offers from ".";

const db = testDatabase();
const guest = { requestId: "test", ip: "203.0.113.7", locale: "en" as const };
const from = (ip: string) => ({ ...guest, ip });
let seller: MadeOrg;
let listing: Listing;
let people: { sales: Ctx; colleague: Ctx; owner: Ctx; partner: Ctx; dispatcher: Ctx; stranger: Ctx };

const accepted = () => makeAcceptedDemand(people.partner, people.dispatcher, seller, people.sales, listing);
const told = (id: string, kind: string) => db.sql<{ payload: { orgId: string; personId?: string } }>("select payload from graphile_worker._private_jobs where payload ->> 'kind' = $2 and payload ->> 'nounId' = $1", [id, kind]);

beforeAll(async () => {
  seller = await makeOrg("seller");
  listing = await makeListing(seller);
  people = {
    sales: await personIn(seller, ["sales"]),
    colleague: await personIn(seller, ["sales"]),
    owner: await personIn(seller, ["owner"]),
    partner: await personIn(await makeOrg("partner"), ["sales"]),
    dispatcher: await personIn(await makeOrg("operator"), ["dispatcher"]),
    stranger: await personIn(await makeOrg("seller"), ["owner"]),
  };
});

describe("the buyer's page", () => {
  it("shows lines, price and the credited partner, and nothing of shares", async () => {
    const offer = await makeDemandOffer(people.sales, await accepted(), listing);
    const page = await offers.readOfferByToken(guest, await tokenOf(people.sales, offer.id));
    expect(page).toMatchObject({ status: "effective", sellerName: seller.nameEn, partnerName: people.partner.org?.nameEn, totalFen: "1020000", lines: [{ rateBp: 8500, amountFen: "1020000" }] });
    expect(JSON.stringify(page)).not.toMatch(/share|breach|floor/i);
  });

  it("does not know unknown, waiting and revoked links, and keeps no token in the clear", async () => {
    await expect(offers.readOfferByToken(guest, "x".repeat(43))).rejects.toMatchObject({ kind: "not_found" });
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    await db.sql("update offer set status = 'review' where id = $1", [id]);
    await expect(offers.readOfferByToken(guest, token)).rejects.toMatchObject({ kind: "not_found" });
    await db.sql("update offer set status = 'effective' where id = $1", [id]);
    await offers.revokeOffer(people.sales, { offerId: id, note: "…" });
    await expect(offers.readOfferByToken(guest, token)).rejects.toMatchObject({ kind: "not_found" });
    await expect(offers.declineOffer(guest, { token, revision: 1, reason: "other" })).rejects.toMatchObject({ kind: "conflict" });
    const rows = await db.sql("select to_jsonb(o) row from offer o where id = $1", [id]);
    const log = await db.sql("select payload from audit_entry");
    expect(JSON.stringify([rows, log])).not.toContain(token);
  });

  it("counts openings and tells the maker of the first", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    await Promise.all(Array.from({ length: 10 }, (_, at) => offers.recordOpening({ ...guest, ip: `198.51.100.${at}` }, { token, revision: 1 })));
    expect(await offers.readOffer(people.sales, id)).toMatchObject({ openedCount: 10 });
    expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'offer.opened'", [id])).toHaveLength(1);
  });

  it("tells the maker of the decline, and once only", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => offers.declineOffer({ ...guest, ip: `192.0.2.${at}` }, { token, revision: 1, reason: "price", note: "超预算" })));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const jobs = await told(id, "offer.decline");
    expect(jobs.map((job) => [job.payload.orgId, job.payload.personId])).toEqual([[seller.id, people.sales.actor.kind === "person" ? people.sales.actor.id : null]]);
  });

  it("refuses an address that looks too often", async () => {
    const busy = { ...guest, ip: "192.0.2.200" };
    const looks = await Promise.allSettled(Array.from({ length: 80 }, () => offers.readOfferByToken(busy, "y".repeat(43))));
    const kinds = looks.map((one) => (one.status === "rejected" ? (one.reason as { kind: string }).kind : "read"));
    expect(new Set(kinds)).toEqual(new Set(["not_found", "limited"]));
  });

  it("opens to a true link from an address that guesses, and tells the server who is to wait", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    const home = { ...guest, ip: "192.0.2.201" };
    for (let look = 0; look < 40; look += 1) await offers.readOfferByToken(home, token);
    expect(await offers.isGuessing("z".repeat(43), home), "looking at a true link is no guess").toBe(false);
    const guessed = await Promise.all(Array.from({ length: 70 }, () => offers.isGuessing("z".repeat(43), home)));
    expect(new Set(guessed)).toEqual(new Set([false, true]));
    await expect(offers.readOfferByToken({ ...home, counted: true }, "z".repeat(43)), "what the server counted is not counted again").rejects.toMatchObject({ kind: "not_found" });
    expect(await offers.isGuessing(token, home)).toBe(false);
    expect(await offers.readOfferByToken(home, token)).toMatchObject({ status: "effective" });
  });
});

describe("the version on the buyer's page", () => {
  const changed = { kind: "conflict", key: "offer.errors.changedForBuyer" };
  const amend = async (offerId: string) => offers.amendOffer(people.sales, { ...(await offers.offerDraft(people.sales, offerId)), terms: "两次付清", offerId });

  it("is the only one the buyer declines, asks about and has opened", async () => {
    const first = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, first.id);
    expect(await offers.readStanding(guest, token)).toEqual({ revision: 1, status: "effective" });
    const second = await amend(first.id);
    expect(await offers.readStanding(guest, token)).toEqual({ revision: 2, status: "effective" });
    await expect(offers.declineOffer(guest, { token, revision: 1, reason: "price" })).rejects.toMatchObject(changed);
    await expect(offers.askMaker(guest, { token, revision: 1, body: "还能再低吗" })).rejects.toMatchObject(changed);
    await offers.recordOpening(guest, { token, revision: 1 });
    expect(await offers.readOffer(people.sales, second.id)).toMatchObject({ status: "effective", openedCount: 0, questions: [] });
    await offers.recordOpening(guest, { token, revision: 2 });
    await offers.askMaker(guest, { token, revision: 2, body: "还能再低吗" });
    await offers.declineOffer(guest, { token, revision: 2, reason: "price" });
    expect(await offers.readOffer(people.sales, second.id)).toMatchObject({ status: "declined", openedCount: 1, questions: [{ body: "还能再低吗" }] });
    expect(await offers.readStanding(guest, token)).toEqual({ revision: 2, status: "declined" });
  });

  it("is refused while the next one waits, and its link is unknown once that was taken back", async () => {
    const first = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, first.id);
    const deeper = { lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 7600 }] };
    const second = await offers.amendOffer(people.sales, { ...(await filledOffer(people.sales, listing, deeper)), offerId: first.id });
    expect(await offers.readStanding(guest, token)).toEqual({ revision: 2, status: "amending" });
    await expect(offers.declineOffer(guest, { token, revision: 1, reason: "price" })).rejects.toMatchObject(changed);
    await offers.withdrawOffer(people.sales, { offerId: second.id });
    await expect(offers.readStanding(guest, token)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("is declined or replaced, never both, however many do it at once", async () => {
    const first = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, first.id);
    const [draft, declines] = [await offers.offerDraft(people.sales, first.id), Array.from({ length: 50 }, (_, at) => offers.declineOffer(from(`198.18.3.${at}`), { token, revision: 1, reason: "price" }))];
    const [amended, ...declined] = await Promise.allSettled([offers.amendOffer(people.sales, { ...draft, offerId: first.id }), ...declines]);
    const done = declined.filter((one) => one.status === "fulfilled").length;
    const states = await db.sql<{ status: string }>("select status from offer where id = $1 or supersedes_id = $1 order by revision", [first.id]);
    expect(states.map(({ status }) => status)).toEqual(amended.status === "fulfilled" ? ["superseded", "effective"] : ["declined"]);
    expect(done).toBe(amended.status === "fulfilled" ? 0 : 1);
  });
});

describe("guessing links", () => {
  it("finds nothing in 10,000 random tokens and stops whoever tries", async () => {
    await makeOwnOffer(people.sales, listing);
    const addresses = 50;
    const minute = () => Math.floor(Date.now() / 60_000);
    const begun = minute();
    const kinds: string[] = [];
    for (let round = 0; round < 10_000 / addresses; round += 1) {
      const tries = await Promise.allSettled(Array.from({ length: addresses }, (_, at) => offers.readOfferByToken(from(`198.18.0.${at}`), randomBytes(32).toString("base64url"))));
      for (const one of tries) kinds.push(one.status === "rejected" ? (one.reason as { kind: string }).kind : "read");
    }
    const minutes = minute() - begun + 1;
    expect(kinds).toHaveLength(10_000);
    expect(kinds.filter((kind) => kind !== "not_found" && kind !== "limited")).toEqual([]);
    expect(kinds.filter((kind) => kind === "not_found").length).toBeLessThanOrEqual(addresses * 30 * minutes);
    expect(kinds.filter((kind) => kind === "limited").length).toBeGreaterThan(0);
  }, 120_000);
});

describe("the buyer's questions", () => {
  it("reach the maker without their words, and stand answered on the page", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    const asked = await offers.askMaker(from("192.0.2.61"), { token, revision: 1, body: "能否分期付款？" });
    expect(await told(id, "offer.ask")).toHaveLength(1);
    expect(JSON.stringify(await told(id, "offer.ask"))).not.toContain("分期");
    expect((await offers.listOffers(people.sales, {})).rows.find((row) => row.id === id)).toMatchObject({ openQuestions: 1 });
    await offers.answerQuestion(people.owner, { offerId: id, questionId: asked.id, body: "可以分两期" });
    expect(await offers.readOfferByToken(from("192.0.2.62"), token)).toMatchObject({ mayAsk: true, questions: [{ body: "能否分期付款？", answers: [{ body: "可以分两期" }] }] });
    expect(await offers.readOffer(people.sales, id)).toMatchObject({ openQuestions: 0, questions: [{ id: asked.id, answers: [{ authorName: people.owner.actor.name }] }] });
    const acts = await db.sql<{ act: string; payload: string }>("select act, payload from audit_entry where noun_id = $1 and act in ('offer.ask', 'offer.answer') order by seq", [id]);
    expect(acts.map(({ act }) => act)).toEqual(["offer.ask", "offer.answer"]);
    expect(JSON.stringify(acts)).not.toContain("分期");
  });

  it("are five an hour at most, however many ask at once, and none once the offer is over", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const token = await tokenOf(people.sales, id);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => offers.askMaker(from(`198.18.1.${at}`), { token, revision: 1, body: `问题 ${at}` })));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(5);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "limited", key: "offer.errors.tooManyQuestions" });
    expect((await offers.readOfferByToken(from("198.18.2.1"), token)).mayAsk).toBe(false);
    await db.sql("update offer_comment set created_at = created_at - interval '61 minutes' where offer_id = $1", [id]);
    expect((await offers.readOfferByToken(from("198.18.2.1"), token)).mayAsk).toBe(true);
    await offers.revokeOffer(people.sales, { offerId: id, note: "作废" });
    await expect(offers.askMaker(from("198.18.2.2"), { token, revision: 1, body: "还在吗" })).rejects.toMatchObject({ key: "offer.errors.notAsking" });
  });

  it("are answered by the maker's side alone", async () => {
    const { id } = await makeOwnOffer(people.sales, listing);
    const { id: questionId } = await offers.askMaker(from("192.0.2.63"), { token: await tokenOf(people.sales, id), revision: 1, body: "含培训吗？" });
    const answer = { offerId: id, questionId, body: "含" };
    await expect(offers.answerQuestion(people.dispatcher, answer)).rejects.toMatchObject({ kind: "forbidden" });
    for (const who of [people.stranger, people.partner, people.colleague]) await expect(offers.answerQuestion(who, answer)).rejects.toMatchObject({ kind: "not_found" });
    const other = await makeOwnOffer(people.sales, listing);
    await expect(offers.answerQuestion(people.sales, { ...answer, offerId: other.id })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("a salesperson's sight", () => {
  it("ends at own offers in every read and verb; the owner sees and does all", async () => {
    const { id } = await makeOwnOffer(people.sales, listing, { name: "视野之内 77" });
    const filled = await filledOffer(people.colleague, listing);
    const blind = [
      () => offers.readOffer(people.colleague, id),
      () => offers.offerDraft(people.colleague, id),
      () => offers.amendOffer(people.colleague, { ...filled, offerId: id }),
      () => offers.revokeOffer(people.colleague, { offerId: id, note: "…" }),
      () => offers.withdrawOffer(people.colleague, { offerId: id }),
      () => offers.commentOffer(people.colleague, { offerId: id, body: "…" }),
      () => offers.quoteOffer(people.colleague, { offerId: id, lines: filled.lines }),
    ];
    for (const call of blind) await expect(call()).rejects.toMatchObject({ kind: "not_found" });
    expect((await offers.listOffers(people.colleague, { q: "视野之内" })).rows).toEqual([]);
    expect((await offers.listOffers(people.owner, { q: "视野之内" })).rows.map((row) => row.id)).toEqual([id]);
    await expect(offers.revokeOffer(people.owner, { offerId: id, note: "合并报价" })).resolves.toBeUndefined();
  });

  it("keeps a delegate to the products given to them", async () => {
    const other = await makeListing(seller);
    const base = await personIn(seller, ["sales"]);
    const delegate: Ctx = { ...base, org: base.org && { ...base.org, productIds: [listing.productId] } };
    expect((await offers.quotableSpecs(delegate)).map((spec) => spec.productId)).toEqual([listing.productId]);
    await expect(makeOwnOffer(delegate, other)).rejects.toMatchObject({ fieldErrors: { "lines.0.productSpecId": "offer.errors.field.notSellable" } });
    const { id } = await makeOwnOffer(delegate, listing);
    expect(await offers.readOffer(delegate, id)).toMatchObject({ status: "effective" });
    const foreign = await makeOwnOffer(people.sales, other);
    await expect(offers.readOffer({ ...people.owner, org: people.owner.org && { ...people.owner.org, productIds: [listing.productId] } }, foreign.id)).rejects.toMatchObject({ kind: "not_found" });
  });
});

it("keeps jobs and clocks out of people's hands", async () => {
  await expect(offers.sweepOffers(people.owner)).rejects.toMatchObject({ kind: "forbidden" });
  expect(await offers.sweepOffers(systemCtx("test"))).toBeGreaterThanOrEqual(0);
});
