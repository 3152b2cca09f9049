import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { type Listing, makeListing, makePendingDemand } from "@/testing/factories/demand";
import { type Cast, makeCast, makeFile, passDays, personIdOf } from "@/testing/factories/demand-cast";
import { allProcedures, type Procedure } from "@/testing/isolation/attempt";
import { sampleInput } from "@/testing/isolation/samples";
import { personIn } from "@/testing/factories";
import { appRouter } from "@/server/api/root";
import { createCaller } from "@/server/api/trpc";
import type { SessionId } from "@/lib/ids";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { exportConversion } from "@/server/modules/performance";
import { exportTransactions } from "@/server/modules/settlement";
import * as demands from ".";

const db = testDatabase();
const system = systemCtx("sweep");
const markers = ["MARKNAME7391集团", "MARKACCOUNT7391", "MARKPERSON7391", "MARKCONTACT7391@customer.test"] as const;
const customer = { name: markers[0], account: markers[1], contactName: markers[2], contactDetails: markers[3] };
let cast: Cast;
/** Somebody with every role of the seller: whoever holds less sees less. */
let everyRole: Ctx;

const textOf = (answer: unknown) => JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)) ?? "";
function markersIn(answer: unknown): string[] {
  const text = textOf(answer).toUpperCase();
  return markers.filter((marker) => text.includes(marker.slice(0, 10).toUpperCase()));
}
const expectNoMarker = (answer: unknown) => expect(markersIn(answer)).toEqual([]);
/** Each of its own product, for a verb tried on it may end that product's sale. */
let listing: Listing;
/** A partner's paper whose name tells of the customer. */
let paper = "";
const pending = async () => {
  listing = await makeListing(cast.seller);
  const demandId = await makePendingDemand(cast.partner, cast.dispatcher, cast.seller, listing, { customer });
  // What the other sides say to each other, and the papers beside it, may name the customer too.
  await db.sql(
    `with said as (
       insert into demand_event (demand_id, act, actor_name, actor_org_id, note)
       select $1, act, '甲', org_id, $2 from unnest(array['comment', 'own_comment']) act, unnest($3::uuid[]) org_id returning id)
     insert into demand_file (demand_id, event_id, file_id, name) select $1, id, $4, $2 from said`,
    [demandId, markers.join(" "), [cast.partnerOrg.id, cast.dispatcher.org?.id], paper],
  );
  return demandId;
};
const take = (demandId: string) => demands.acceptDemand(everyRole, { demandId, rulesVersion: demands.demandRulesVersion });

/** Calls one procedure as the seller, asking for this demand wherever an id or a word to search for is asked for. */
async function callAs(ctx: Ctx, procedure: Procedure, demandId: string, words: string): Promise<{ answer: unknown; refused: boolean }> {
  const org = ctx.org as NonNullable<Ctx["org"]>;
  const seat = { orgId: org.id, kind: org.kind, slug: org.slug, nameZh: org.nameZh, nameEn: org.nameEn, roles: [...org.roles] };
  const session = { sessionId: "00000000-0000-7000-8000-000000000001" as SessionId, personId: personIdOf(ctx) as never, name: ctx.actor.name, nameEn: "", email: "reader@example.test", locale: "zh-CN" as const, theme: "system" as const, shortcutsOff: 0, memberships: [seat as never] };
  const known = { demandId, demandIds: [demandId], productId: listing.productId, productSpecId: listing.specId, personId: personIdOf(ctx), q: words, query: words, words, search: words, text: words, customer: words, account: words, customerAccount: words, buyerAccount: words };
  const call = createCaller(appRouter)({ session, orgSlug: org.slug, requestId: "privacy", ip: "127.0.0.1", locale: "zh-CN" });
  const verb = procedure.path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], call) as (given: unknown) => Promise<unknown>;
  const input = sampleInput(procedure.schema, known as never);
  try {
    return { answer: await verb(input), refused: false };
  } catch (error) {
    const cause = (error instanceof Error && error.cause) || error;
    return { answer: [(error as Error).message, { ...(error as object) }, cause instanceof Error ? [cause.message, { ...cause }] : cause], refused: true };
  }
}

/** What the seller asked for comes back in its own input; the words are therefore parts of the markers only. */
async function scan(demandOf: (procedure: Procedure) => Promise<string>): Promise<{ leaks: string[]; answered: string[] }> {
  const [leaks, answered]: [string[], string[]] = [[], []];
  for (const procedure of allProcedures()) {
    const demandId = await demandOf(procedure);
    for (const words of ["KNAME7391", "KACCOUNT7391", "KCONTACT7391"]) {
      const { answer, refused } = await callAs(everyRole, procedure, demandId, words);
      if (markersIn(answer).length > 0) leaks.push(`${procedure.path}: ${markersIn(answer).join()}`);
      if (!refused) answered.push(procedure.path);
      if (procedure.kind === "mutation") break;
    }
  }
  return { leaks, answered: [...new Set(answered)] };
}

async function exportsOf(ctx: Ctx): Promise<string[]> {
  const whole = async (parts: AsyncGenerator<string>) => {
    let text = "";
    for await (const part of parts) text += part;
    return text;
  };
  return [await whole(exportTransactions(ctx)), await whole(exportConversion(ctx)), await whole(exportConversion(ctx, {}, "reasons"))];
}

const traces = ["audit_entry", "graphile_worker._private_jobs", "demand_event where act not in ('comment', 'own_comment')", "notification", "outbound_message", "idempotency_key"];
async function expectNoTrace(): Promise<void> {
  for (const table of traces) expectNoMarker(await db.sql(`select * from ${table}`));
}

async function expectNoTableTells(ctx: Ctx): Promise<void> {
  const tables = await db.sql<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'v')");
  for (const { name } of tables) {
    const { rows } = await withTx(ctx, (tx) => tx.execute(`select * from "${name}"`));
    expect({ name, found: markersIn(rows) }).toEqual({ name, found: [] });
  }
}

beforeAll(async () => {
  cast = await makeCast();
  everyRole = await personIn(cast.seller);
  paper = await makeFile(cast.partnerOrg, { name: `${markers[0]}.pdf` });
});

describe("before acceptance the seller learns nothing of the customer", () => {
  it("in the answer or refusal of any procedure, whatever it asks for", async () => {
    const shared = await pending();
    // A verb may move the demand on, so each gets one of its own; what is read is read of one that waits.
    const { leaks, answered } = await scan((procedure) => (procedure.kind === "mutation" ? pending() : Promise.resolve(shared)));
    expect(leaks).toEqual([]);
    expect(answered).toEqual(expect.arrayContaining(["demand.read", "demand.list", "demand.deal", "demand.accept", "demand.extend", "demand.ask", "notification.list", "audit.list"]));
  });

  it("by any table it may read, any export, or by the refusals of what it may not do yet", async () => {
    // The verbs tried above accepted demand of their own: those are not meant here.
    await db.sql("update demand_customer set released_to_org_id = null where released_to_org_id = $1", [cast.seller.id]);
    const id = await pending();
    await expectNoTableTells(everyRole);
    expectNoMarker(await exportsOf(everyRole));
    for (const refused of [() => demands.revealContact(everyRole, { demandId: id }), () => demands.demandForOffer(everyRole, id)]) await expect(refused()).rejects.toMatchObject({ kind: "not_found" });
  });

  it("in the audit log, the timeline, any job, notice or message, whatever the clock does", async () => {
    const id = await pending();
    for (const ctx of [cast.partner, cast.dispatcher]) await demands.commentDemand(ctx, { demandId: id, text: markers.join(" "), audience: "deal" });
    await passDays(db, 3);
    await demands.sweepDemand(system);
    await demands.askSubmitter(everyRole, { demandId: id, question: "？" });
    await passDays(db, 30);
    await demands.sweepDemand(system);
    await expectNoTrace();
  });
});

describe("at acceptance", () => {
  it("the seller learns who it is, and the contact only by asking for it, which both sides see", async () => {
    const id = await pending();
    expect((await demands.readDemand(cast.partner, id)).customer).toMatchObject({ ...customer, masked: false });
    await take(id);
    const { customer: seen, events } = await demands.readDemand(everyRole, id);
    expect(events.filter(({ act }) => act === "comment")).toHaveLength(2);
    expect(events.filter(({ act }) => act === "own_comment")).toEqual([]);
    expect(seen).toMatchObject({ name: markers[0], account: markers[1], masked: true, contactName: "MA****91", contactDetails: "MA****st" });
    expect(await demands.revealContact(everyRole, { demandId: id })).toEqual({ contactName: markers[2], contactDetails: markers[3] });
    expect((await demands.readDemand(everyRole, id)).customer).toMatchObject({ masked: false, contactName: markers[2] });
    expect((await demands.readDemand(cast.sellerOwner, id)).customer).toMatchObject({ masked: true });
    expect((await demands.readDemand(cast.partner, id)).events[0]).toMatchObject({ act: "reveal_contact", actorName: everyRole.actor.name });
    expect(await db.sql("select 1 from audit_entry where noun_id = $1 and act = 'demand.reveal_contact'", [id])).toHaveLength(1);
    for (const refused of [cast.sellerViewer, cast.auditor]) await expect(demands.revealContact(refused, { demandId: id })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(demands.revealContact(cast.otherSales, { demandId: id })).rejects.toMatchObject({ kind: "not_found" });
    await expectNoTrace();
  });

  it("the operators ask for the contact too, and the seller does not see that they did", async () => {
    const id = await pending();
    expect((await demands.readDemand(cast.dispatcher, id)).customer).toMatchObject({ name: markers[0], masked: true });
    await demands.revealContact(cast.dispatcher, { demandId: id });
    expect((await demands.readDemand(cast.dispatcher, id)).customer?.contactDetails).toBe(markers[3]);
    expect((await demands.readDemand(everyRole, id)).events.map(({ act }) => act)).toEqual(["assign"]);
  });
});

describe("after a loss", () => {
  const lost = async () => {
    const id = await pending();
    await take(id);
    await demands.revealContact(everyRole, { demandId: id });
    await demands.closeLost(cast.partner, { demandId: id, reasonCode: "price", note: "太贵" });
    return id;
  };
  const releasedTo = async (id: string) => (await db.sql<{ org: string | null; masked: Date | null }>("select released_to_org_id as org, masked_at as masked from demand_customer where demand_id = $1", [id]))[0];

  it("the seller's sight ends after 30 days, once, and comes back with a reopening", async () => {
    const id = await lost();
    await passDays(db, 29.9);
    await demands.sweepMasks(system);
    expect((await releasedTo(id))?.org).toBe(cast.seller.id);
    await passDays(db, 0.05);
    const reopened = await lost();
    await passDays(db, 0.06);
    const swept = await Promise.all(Array.from({ length: 20 }, () => demands.sweepMasks(system)));
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await releasedTo(id)).toMatchObject({ org: null, masked: expect.any(Date) });
    expect((await demands.readDemand(everyRole, id)).customer).toBeNull();
    await db.sql("update demand_customer set mask_due_at = app.now() - interval '1 second' where demand_id = $1", [reopened]);
    await demands.sweepMasks(system);
    await demands.reopenDemand(cast.dispatcher, { demandId: reopened, note: "回头客" });
    expect((await demands.readDemand(everyRole, reopened)).customer).toMatchObject({ name: markers[0], masked: true });
    await demands.closeWon(cast.partner, { demandId: reopened, evidence: "HT-9" });
  });

  it("no answer, table or export tells of it any more", async () => {
    // Whatever else this company was given is lost and masked as well.
    await db.sql("update demand set status = 'closed_lost', closed_at = app.now() where seller_org_id = $1 and status <> 'pending'", [cast.seller.id]);
    await db.sql("update demand_customer set mask_due_at = app.now() - interval '1 second' where released_to_org_id = $1", [cast.seller.id]);
    const id = await lost();
    await passDays(db, 31);
    await demands.sweepDemand(system);
    expect((await demands.readDemand(everyRole, id)).events[0]?.act).toBe("mask");
    const { leaks } = await scan(() => Promise.resolve(id));
    expect(leaks).toEqual([]);
    await expectNoTableTells(everyRole);
    expectNoMarker(await exportsOf(everyRole));
    await expectNoTrace();
  });
});
