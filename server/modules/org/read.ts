import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { legalEntity, membership, org, orgCertification, session } from "@/db/schema";
import type { Role } from "@/lib/states/org";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, notFound } from "@/server/kernel/errors";
import { withRead } from "@/server/kernel/tx";
import type { Member, OpenInvitation, OrgFace } from "./contract";
import { keeperRole } from "./contract";

/** The company's living seats, by name. */
export async function members(ctx: Ctx): Promise<Member[]> {
  authorize(ctx, "org:read");
  const rows = await withRead(ctx, (tx) =>
    tx.select().from(membership).where(and(eq(membership.orgId, ctx.org.id), isNull(membership.endedAt))).orderBy(asc(membership.displayName), asc(membership.id)),
  );
  return rows.map((row) => ({ membershipId: row.id, personId: row.personId, name: row.displayName, email: row.email, roles: row.roles as Role[], productIds: row.productIds, since: row.createdAt.toISOString() }));
}

type OpenRow = { invitation_id: string; email: string; roles: Role[]; expires_at: Date | string };

/** The company's invitations that nobody has taken yet, the newest first. */
export async function openInvitations(ctx: Ctx): Promise<OpenInvitation[]> {
  authorize(ctx, "org:manage_members");
  const { rows } = await withRead(ctx, (tx) => tx.execute<OpenRow>(sql`select * from app.invitations_open()`));
  return rows.map((row) => ({ invitationId: row.invitation_id, email: row.email, roles: row.roles, expiresAt: new Date(row.expires_at).toISOString() }));
}

/** Who manages the company: names of its owners or administrators, to be asked for a right. */
export async function keepers(ctx: Ctx): Promise<string[]> {
  const { org: acting } = ctx;
  if (!acting) return [];
  const rows = await withRead(ctx, (tx) =>
    tx
      .select({ name: membership.displayName })
      .from(membership)
      .where(and(eq(membership.orgId, acting.id), isNull(membership.endedAt), sql`${membership.roles} @> array[${keeperRole[acting.kind]}]::text[]`))
      .orderBy(asc(membership.displayName)),
  );
  return rows.map(({ name }) => name);
}

/** The public faces of these companies, by id; unknown ids are absent. */
export async function directory(tx: Tx, orgIds: readonly string[]): Promise<Map<string, OrgFace>> {
  const wanted = [...new Set(orgIds)];
  if (wanted.length === 0) return new Map();
  const rows = await tx.select().from(org).where(inArray(org.id, wanted));
  return new Map(rows.map(({ id, kind, slug, nameZh, nameEn }) => [id, { id, kind, slug, nameZh, nameEn }]));
}

export type Certification = typeof orgCertification.$inferSelect;

/** The company's business certification that holds now; null when it never had one. Seen by itself and the operators. */
export async function currentCertification(tx: Tx, orgId: string): Promise<Certification | null> {
  const [row] = await tx.select().from(orgCertification).where(and(eq(orgCertification.orgId, orgId), isNull(orgCertification.validTo)));
  return row ?? null;
}

export type LegalEntity = typeof legalEntity.$inferSelect;

/** A contracting entity of the marketplace. Throws 404. */
export async function legalEntityById(tx: Tx, id: string): Promise<LegalEntity> {
  const [row] = await tx.select().from(legalEntity).where(eq(legalEntity.id, id));
  if (!row) throw notFound("org");
  return row;
}

/** The contracting entity of this code; null when there is none. */
export async function legalEntityByCode(tx: Tx, code: string): Promise<LegalEntity | null> {
  const [row] = await tx.select().from(legalEntity).where(eq(legalEntity.code, code));
  return row ?? null;
}

/** All contracting entities, by code. */
export function legalEntities(tx: Tx): Promise<LegalEntity[]> {
  return tx.select().from(legalEntity).orderBy(asc(legalEntity.code));
}

export type OwnSession = { readonly sessionId: string; readonly agent: string; readonly ip: string; readonly lastSeenAt: string };

/** The person's own open sessions, the last used first; instants as ISO strings. */
export async function ownSessions(ctx: Ctx): Promise<OwnSession[]> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new AppError("unauthenticated", "signInFirst");
  const rows = await withRead(ctx, (tx) =>
    tx
      .select()
      .from(session)
      .where(and(eq(session.personId, actor.id), isNull(session.revokedAt), sql`${session.expiresAt} > now()`))
      .orderBy(sql`${session.lastSeenAt} desc`)
      .limit(50),
  );
  return rows.map((row) => ({ sessionId: row.id, agent: row.userAgent, ip: row.ip, lastSeenAt: row.lastSeenAt.toISOString() }));
}

