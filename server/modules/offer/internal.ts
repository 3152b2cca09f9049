import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { offer } from "@/db/schema";
import { type Ctx, guestCtx, systemCtx } from "@/server/kernel/ctx";
import type { OrgId } from "@/lib/ids";
import type { Tx } from "@/server/kernel/database";
import { AppError, notFound } from "@/server/kernel/errors";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { announce } from "@/server/kernel/outbox";
import { limitEnd, type TimeLimit, timeLimit } from "@/server/kernel/time-limit";
import { withRead, withTx } from "@/server/kernel/tx";
import { unlockDemand } from "@/server/modules/demand";

export type OfferRecord = typeof offer.$inferSelect;

export const newToken = () => randomBytes(32).toString("base64url");
export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** The offer as the acting company may see it. */
export async function loadOffer(tx: Tx, id: string): Promise<OfferRecord> {
  const [row] = await tx.select().from(offer).where(eq(offer.id, id));
  if (!row) throw notFound("offer");
  return row;
}

/** The offer's end frees its demand, in the same transaction. */
export async function freeDemand(ctx: Ctx, row: Pick<OfferRecord, "demandId" | "status">): Promise<void> {
  if (row.demandId) await unlockDemand(systemCtx("offer", ctx.requestId), row.demandId, row.status);
}

const standardReview: TimeLimit = { days: 2, unit: "workday" };

/** How long the desk usually takes, and when it would have to have decided, counted from an instant. */
export async function reviewLimit(tx: Tx, from: Date): Promise<TimeLimit & { readonly dueAt: Date }> {
  return { ...(await timeLimit(tx, "offer.review", standardReview, from)), dueAt: await limitEnd(tx, "offer.review", standardReview, from) };
}

/** What a notice may carry besides number and name, and what it asks for. */
type Told = { readonly values?: Record<string, string>; readonly actionNeeded?: string };

/** Tells the maker: the person who made the offer (nobody else sells its customer), or its owners when nobody is known. */
export async function tellMaker(tx: Tx, row: OfferRecord, act: string, told: Told = {}): Promise<void> {
  const whom = row.createdBy ? { personId: row.createdBy } : { roles: ["owner"] };
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

type Guest = { readonly requestId: string; readonly ip: string };
const looksPerMinute = 30;

/** Counts one look at a buyer's page by its address, by the real clock. More than 30 a minute are refused. */
async function countLook(guest: Guest): Promise<void> {
  const minute = Math.floor(Date.now() / 60_000);
  const key = `offer-page:${createHash("sha256").update(guest.ip).digest("hex").slice(0, 32)}:${minute}`;
  const taken = await withTx(strangerCtx(guest), async (tx) => {
    const { rows } = await tx.execute<{ points: number }>(
      sql`insert into rate_counter (key, points, expire) values (${key}, 1, ${(minute + 2) * 60_000}) on conflict (key) do update set points = rate_counter.points + 1 returning points`,
    );
    return rows[0]?.points ?? 0;
  });
  if (taken > looksPerMinute) throw new AppError("limited", "tooMany", { at: new Date((minute + 1) * 60_000).toISOString() });
}

const strangerCtx = (guest: Guest): Ctx => ({ ...systemCtx("buyer", guest.requestId), actor: { kind: "buyer", name: "buyer" }, platform: false, ip: guest.ip });

/** Whoever holds the link: the maker's company's sight, to be narrowed to this offer. An unknown token is not found. */
export async function guestOf(token: string, guest: Guest): Promise<{ ctx: Ctx; offerId: string }> {
  await countLook(guest);
  const found = await withRead(strangerCtx(guest), async (tx) => {
    const { rows } = await tx.execute<{ offer_id: string; org_id: string }>(sql`select offer_id, org_id from app.offer_by_token(${hashOf(token)})`);
    return rows[0];
  });
  if (!found) throw notFound("offer");
  const maker = { id: found.org_id as OrgId, kind: "seller" as const, slug: "", nameZh: "", nameEn: "", roles: [] };
  return { ctx: guestCtx({ kind: "buyer", name: "buyer" }, maker, guest.requestId, guest.ip), offerId: found.offer_id };
}
export type { Guest };
