import { and, asc, eq, isNull } from "drizzle-orm";
import { membership } from "@/db/schema";
import { textOf } from "@/server/adapters/messages";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict, invalid, notFound } from "@/server/kernel/errors";
import type { OrgKind, Role } from "@/lib/states/org";
import { keeperRole } from "./contract";
import { keepsKeeper, soundRoles } from "./rules";

export type SeatRow = typeof membership.$inferSelect;

/** The company's living seats, locked in one order, so that two changes of a team take turns. */
export function lockSeats(tx: Tx, orgId: string): Promise<SeatRow[]> {
  return tx
    .select()
    .from(membership)
    .where(and(eq(membership.orgId, orgId), isNull(membership.endedAt)))
    .orderBy(asc(membership.id))
    .for("update");
}

/** The seat among the living ones of the company. Throws 409 when it has ended, 404 when it is not of this company. */
export async function seatAmong(tx: Tx, ctx: OrgCtx, seats: readonly SeatRow[], membershipId: string): Promise<SeatRow> {
  const seat = seats.find(({ id }) => id === membershipId);
  if (seat) return seat;
  const ended = await tx.select({ id: membership.id }).from(membership).where(and(eq(membership.id, membershipId), eq(membership.orgId, ctx.org.id)));
  throw ended.length > 0 ? conflict("org.errors.alreadyEnded") : notFound("org");
}

/** Throws 409 when the change would leave the company without its owner or administrator. */
export function refuseLastKeeper(ctx: OrgCtx, seats: readonly SeatRow[], seat: SeatRow, roles: readonly Role[]): void {
  if (keepsKeeper(ctx.org.kind, seats, seat.id, roles)) return;
  const role = keeperRole[ctx.org.kind];
  throw conflict("org.errors.lastOwner", { name: seat.displayName, role: textOf(ctx.locale, `org.role.${ctx.org.kind}.${role}`) ?? role });
}

/** The roles as this kind of company knows them. Throws a field error on `roles` for a foreign one. */
export function rolesFor(kind: OrgKind, roles: readonly string[]): Role[] {
  const sound = soundRoles(kind, roles);
  if (!sound) throw invalid("invalidInput", {}, { roles: "org.errors.roleUnknown" });
  return sound;
}

/** The answer to a link that was used, withdrawn or is too old. */
export const linkGone = () => new AppError("conflict", "org.errors.linkGone");
