import { and, asc, eq, gt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { absence, membership } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { Absence } from "./contract-absence";

/** Who of the company is away or will be, and who stands in; the next first. */
export async function listAbsences(ctx: Ctx): Promise<Absence[]> {
  authorize(ctx, "org:read");
  const [away, standing] = [alias(membership, "away"), alias(membership, "standing")];
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const rows = await tx
      .select({ absence, name: away.displayName, delegateName: standing.displayName })
      .from(absence)
      .innerJoin(away, and(eq(away.orgId, absence.orgId), eq(away.personId, absence.personId)))
      .innerJoin(standing, and(eq(standing.orgId, absence.orgId), eq(standing.personId, absence.delegatePersonId)))
      .where(and(eq(absence.orgId, ctx.org.id), gt(absence.endsAt, now), sql`${absence.endsAt} > ${absence.startsAt}`))
      .orderBy(asc(absence.startsAt), asc(absence.id))
      .limit(200);
    return rows.map(({ absence: row, name, delegateName }) => ({
      absenceId: row.id,
      personId: row.personId,
      name,
      delegatePersonId: row.delegatePersonId,
      delegateName,
      startsOn: toBusinessDay(row.startsAt),
      endsOn: toBusinessDay(new Date(row.endsAt.getTime() - 1)),
      note: row.note,
      running: row.startsAt <= now,
      endable: ctx.permissions.has("org:manage_members") || (ctx.actor.kind === "person" && ctx.actor.id === row.personId),
    }));
  });
}
