import { and, eq, gt, sql } from "drizzle-orm";
import { absence } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { EndAbsence } from "./contract-absence";

/** The person is back: the delegate's sight ends at once. One's own absence, or anybody's for who manages the team. */
export async function endAbsence(ctx: Ctx, input: EndAbsence): Promise<void> {
  authorize(ctx, "org:read");
  await withTx(ctx, async (tx) => {
    const [row] = await tx.select().from(absence).where(and(eq(absence.id, input.absenceId), eq(absence.orgId, ctx.org.id)));
    if (!row) throw notFound("org");
    if (ctx.actor.kind !== "person" || row.personId !== ctx.actor.id) authorize(ctx, "org:manage_members");
    const now = businessNow().toISOString();
    const ended = await tx
      .update(absence)
      .set({ endsAt: sql`greatest(${absence.startsAt}, ${now}::timestamptz)` })
      .where(and(eq(absence.id, row.id), gt(absence.endsAt, businessNow()), sql`${absence.endsAt} > ${absence.startsAt}`))
      .returning({ id: absence.id });
    if (ended.length === 0) throw conflict("org.errors.absenceOver");
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.end_absence", detail: { absenceId: row.id, personId: row.personId } });
  });
}
