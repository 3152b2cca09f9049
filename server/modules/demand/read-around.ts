import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { demand, demandCustomer, demandEvent, membership } from "@/db/schema";
import { maskText } from "@/lib/mask";
import { permissionsOf } from "@/lib/permissions";
import { seesTeam } from "@/lib/sight";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import type { Colleague, DemandCustomer, DemandLink } from "./contract";
import type { DemandRecord } from "./internal";

/** Whether this person had the contact revealed since the customer was released to their company. */
async function revealedTo(tx: Tx, ctx: OrgCtx, demandId: string, since: Date | null): Promise<boolean> {
  if (ctx.actor.kind !== "person") return false;
  const seen = await tx
    .select({ id: demandEvent.id })
    .from(demandEvent)
    .where(and(eq(demandEvent.demandId, demandId), eq(demandEvent.act, "reveal_contact"), sql`${demandEvent.detail} ->> 'personId' = ${ctx.actor.id}`, since ? sql`${demandEvent.createdAt} >= ${since.toISOString()}::timestamptz` : undefined))
    .limit(1);
  return seen.length > 0;
}

/** The customer of a demand, when the row-level policy gives it to the reader; null before release and after masking. */
export async function customerOf(tx: Tx, ctx: OrgCtx, record: DemandRecord): Promise<DemandCustomer | null> {
  const [row] = await tx.select().from(demandCustomer).where(eq(demandCustomer.demandId, record.id));
  if (!row) return null;
  const since = ctx.org.id === row.releasedToOrgId ? row.releasedAt : null;
  const whole = ctx.org.id === record.submitterOrgId || (await revealedTo(tx, ctx, record.id, since));
  const shown = whole ? (text: string) => text : maskText;
  return {
    name: row.customerName,
    account: row.customerAccount,
    contactName: shown(row.contactName),
    contactDetails: shown(row.contactDetails),
    masked: !whole && row.contactName + row.contactDetails !== "",
    accountBySeller: row.accountBySeller,
    releasedAt: row.releasedAt?.toISOString() ?? null,
  };
}

/** What the submitter is being asked while the clock stands. */
export async function questionOf(tx: Tx, record: DemandRecord): Promise<string | null> {
  if (!record.pausedAt) return null;
  const [asked] = await tx
    .select({ note: demandEvent.note })
    .from(demandEvent)
    .where(and(eq(demandEvent.demandId, record.id), eq(demandEvent.act, "ask")))
    .orderBy(desc(demandEvent.createdAt), desc(demandEvent.id))
    .limit(1);
  return asked?.note ?? null;
}

/** The demand this one repeats and those that repeat it, as far as the reader may see them. */
export async function mergesOf(tx: Tx, record: DemandRecord): Promise<{ mergedInto: DemandLink | null; merged: DemandLink[] }> {
  const link = { id: demand.id, number: demand.number };
  const into = record.mergedIntoId ? await tx.select(link).from(demand).where(eq(demand.id, record.mergedIntoId)) : [];
  const merged = await tx.select(link).from(demand).where(eq(demand.mergedIntoId, record.id)).orderBy(asc(demand.number)).limit(50);
  return { mergedInto: into[0] ?? null, merged };
}

type Seat = Colleague & { readonly roles: readonly string[] };

async function followersOf(tx: Tx, ctx: OrgCtx): Promise<Seat[]> {
  const seats = await tx
    .select()
    .from(membership)
    .where(and(eq(membership.orgId, ctx.org.id), isNull(membership.endedAt)))
    .orderBy(asc(membership.displayName), asc(membership.id));
  return seats.filter(({ roles }) => permissionsOf(ctx.org.kind, roles).has("demand:follow")).map(({ personId, displayName, roles }) => ({ personId, name: displayName, roles }));
}

const withoutRoles = ({ personId, name }: Seat): Colleague => ({ personId, name });

/** People of the acting company who may follow demand, to hand it over to. Operators follow as one desk. */
export async function colleaguesOf(tx: Tx, ctx: OrgCtx): Promise<Colleague[]> {
  return ctx.org.kind === "operator" ? [] : (await followersOf(tx, ctx)).map(withoutRoles);
}

/** Those of them who see this demand and so can be named in what is said of it: the team's, and whoever follows it. */
export async function mentionableOf(tx: Tx, ctx: OrgCtx, record: Pick<DemandRecord, "sellerOrgId" | "sellerPersonId" | "submitterPersonId">): Promise<Colleague[]> {
  const anybody = record.sellerOrgId === ctx.org.id && record.sellerPersonId === null;
  const theirs = new Set([record.sellerPersonId, record.submitterPersonId]);
  return (await followersOf(tx, ctx)).filter(({ personId, roles }) => anybody || theirs.has(personId) || seesTeam(ctx.org.kind, roles)).map(withoutRoles);
}
