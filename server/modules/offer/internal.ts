import { createHash, randomBytes } from "node:crypto";
import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { offer } from "@/db/schema";
import { type Ctx, guestCtx, systemCtx } from "@/server/kernel/ctx";
import type { OrgId } from "@/lib/ids";
import type { Tx } from "@/server/kernel/database";
import { AppError, notFound } from "@/server/kernel/errors";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { announce } from "@/server/kernel/outbox";
import { limitEnd, type TimeLimit, timeLimit } from "@/server/kernel/time-limit";
import { readOnce, withTx } from "@/server/kernel/tx";
import { unlockDemand } from "@/server/modules/demand";

export type OfferRecord = typeof offer.$inferSelect;

export const newToken = () => randomBytes(32).toString("base64url");
export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

const buyerHidden = sql<boolean>`app.buyer_hidden(${offer.demandId}, ${offer.status})`;
const unlessHidden = (column: typeof offer.buyerAccount | typeof offer.buyerName): SQL<string> => sql<string>`case when ${buyerHidden} then '' else ${column} end`;
/** An offer's columns as the acting company may read them: every read goes through these, or through `offer_row`. */
export const seenOffer = { ...getTableColumns(offer), buyerAccount: unlessHidden(offer.buyerAccount), buyerName: unlessHidden(offer.buyerName), buyerHidden };
export type SeenOffer = OfferRecord & { readonly buyerHidden: boolean };

/** Who follows an offer up: whoever it was handed over to, else its maker; null where nobody is known. */
export const followerOf = (row: Pick<OfferRecord, "personId" | "createdBy">): string | null => row.personId ?? row.createdBy;

/** The offer as the acting company may see it. */
export async function loadOffer(tx: Tx, id: string): Promise<SeenOffer> {
  const [row] = await tx.select(seenOffer).from(offer).where(eq(offer.id, id));
  if (!row) throw notFound("offer");
  return row;
}

/** The offer's end frees its demand, in the same transaction. */
export async function freeDemand(ctx: Ctx, row: Pick<OfferRecord, "demandId" | "status">): Promise<void> {
  if (row.demandId) await unlockDemand(systemCtx("offer", ctx.requestId), row.demandId, row.status);
}

/** How long the desk usually takes, and when it would have to have decided, counted from an instant. */
export async function reviewLimit(tx: Tx, from: Date): Promise<TimeLimit & { readonly dueAt: Date }> {
  return { ...(await timeLimit(tx, "offer.review", from)), dueAt: await limitEnd(tx, "offer.review", from) };
}

/** What a notice may carry besides number and name, and what it asks for. */
type Told = { readonly values?: Record<string, string>; readonly actionNeeded?: string };

/** Tells the maker: the person who follows the offer up (nobody else sells its customer), or its owners when nobody is known. */
export async function tellMaker(tx: Tx, row: OfferRecord, act: string, told: Told = {}): Promise<void> {
  const personId = followerOf(row);
  const whom = personId ? { personId } : { roles: ["owner"] };
  const values = { number: row.number, name: row.name, ...told.values };
  await announce(tx, { ...whom, orgId: row.orgId, kind: `offer.${act}`, values, path: `offers/${row.id}`, noun: "offer", nounId: row.id, actionNeeded: told.actionNeeded });
}

/** Tells the offer's companies but the acting one: number and name, never the buyer. */
export async function tellParties(tx: Tx, ctx: Ctx, row: OfferRecord, act: string, values: Record<string, string> = {}): Promise<void> {
  if (row.orgId !== ctx.org?.id) await tellMaker(tx, row, act, { values });
  const others = new Set([row.sellerOrgId, row.partnerOrgId].filter((id): id is string => id !== null && id !== ctx.org?.id && id !== row.orgId));
  for (const orgId of others) {
    const text = { number: row.number, name: row.name, ...values };
    await announce(tx, { orgId, roles: ["owner"], kind: `offer.${act}`, values: text, path: `offers/${row.id}`, noun: "offer", nounId: row.id });
  }
}

/** Puts an offer before the desk: leads and administrators, or those named. */
export async function tellDesk(tx: Tx, row: OfferRecord, act: string, told: Told & { readonly roles?: readonly string[] } = {}): Promise<void> {
  const orgId = await operatorOrgId(tx);
  if (!orgId) return;
  const values = { number: row.number, name: row.name, ...told.values };
  await announce(tx, { orgId, roles: told.roles ?? ["admin", "lead"], kind: `offer.${act}`, values, path: `offers/${row.id}`, noun: "offer", nounId: row.id, actionNeeded: told.actionNeeded });
}

/** Who holds a link. `counted`: the server has counted a wrong one before it called the page. */
type Guest = { readonly requestId: string; readonly ip: string; readonly counted?: boolean };
/** A minute, by the real clock: of links that lead nowhere, and of looks at one that is right. */
const guessesPerMinute = 30;
const looksPerMinute = 120;

const thisMinute = () => Math.floor(Date.now() / 60_000);

/** Counts one call of an address and answers how many there were in this minute. */
async function counted(guest: Guest, what: string): Promise<number> {
  const key = `offer-page:${hashOf(guest.ip).slice(0, 32)}:${what}:${thisMinute()}`;
  return withTx(strangerCtx(guest), async (tx) => {
    const { rows } = await tx.execute<{ points: number }>(
      sql`insert into rate_counter (key, points, expire) values (${key}, 1, ${(thisMinute() + 2) * 60_000}) on conflict (key) do update set points = rate_counter.points + 1 returning points`,
    );
    return rows[0]?.points ?? 0;
  });
}

/** Refuses what goes beyond the most of a minute. */
async function count(guest: Guest, what: string, most: number): Promise<void> {
  if ((await counted(guest, what)) > most) throw new AppError("limited", "tooMany", { at: new Date((thisMinute() + 1) * 60_000).toISOString() });
}

const strangerCtx = (guest: Guest): Ctx => ({ ...systemCtx("buyer", guest.requestId), actor: { kind: "buyer", name: "buyer" }, platform: false, ip: guest.ip });

async function offerBehind(guest: Guest, token: string): Promise<{ offer_id: string; org_id: string } | undefined> {
  const asked = { name: "offer_by_token", text: "select offer_id, org_id from app.offer_by_token($1)", values: [hashOf(token)] };
  return (await readOnce<{ offer_id: string; org_id: string }>(strangerCtx(guest), asked)).rows[0];
}

/** Counts the look at a page whose link leads nowhere: true when its caller has guessed too often and is to wait. */
export async function isGuessing(token: string, guest: Guest): Promise<boolean> {
  if (await offerBehind(guest, token)) return false;
  return (await counted(guest, "guess")) > guessesPerMinute;
}

/**
 * Whoever holds the link: the maker's company's sight, to be narrowed to this offer. An unknown token is not found, and
 * whoever guesses on is told to wait; a link that is right opens all the same.
 */
export async function guestOf(token: string, guest: Guest): Promise<{ ctx: Ctx; offerId: string }> {
  const found = await offerBehind(guest, token);
  if (found) await count(guest, found.offer_id, looksPerMinute);
  else if (!guest.counted) await count(guest, "guess", guessesPerMinute);
  if (!found) throw notFound("offer");
  const maker = { id: found.org_id as OrgId, kind: "seller" as const, slug: "", nameZh: "", nameEn: "", roles: [] };
  return { ctx: guestCtx({ kind: "buyer", name: "buyer" }, maker, guest.requestId, guest.ip), offerId: found.offer_id };
}
export type { Guest };
