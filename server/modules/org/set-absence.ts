import { and, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import { absence, membership } from "@/db/schema";
import { businessDay, endOfBusinessDay, startOfBusinessDay } from "@/lib/dates";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, conflict, invalid } from "@/server/kernel/errors";
import { announce } from "@/server/kernel/outbox";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { SetAbsence } from "./contract-absence";

/** Says that the acting person is away and who stands in: that colleague sees and does their work on those days. */
export async function setAbsence(ctx: Ctx, input: SetAbsence): Promise<{ absenceId: string }> {
  authorize(ctx, "org:read");
  const { actor } = ctx;
  if (actor.kind !== "person") throw new AppError("unauthenticated", "signInFirst");
  const [startsAt, endsAt] = [startOfBusinessDay(businessDay(input.startsOn)), endOfBusinessDay(businessDay(input.endsOn))];
  if (endsAt <= startsAt) throw invalid("org.errors.absenceDays", {}, { endsOn: "errors.field.invalid" });
  if (input.delegatePersonId === actor.id) throw invalid("org.errors.noDelegate", {}, { delegatePersonId: "errors.field.invalid" });
  return withTx(ctx, async (tx) => {
    if (endsAt <= businessNow()) throw invalid("org.errors.absenceDays", {}, { endsOn: "errors.field.past" });
    // Both seats are locked in one order, so that two absences of the same people take turns.
    const people = and(eq(membership.orgId, ctx.org.id), inArray(membership.personId, [actor.id, input.delegatePersonId]), isNull(membership.endedAt));
    const seats = await tx.select().from(membership).where(people).orderBy(membership.id).for("update");
    const delegate = seats.find(({ personId }) => personId === input.delegatePersonId);
    if (!delegate) throw invalid("org.errors.noDelegate", {}, { delegatePersonId: "errors.field.invalid" });
    const away = await tx
      .select({ personId: absence.personId })
      .from(absence)
      .where(and(eq(absence.orgId, ctx.org.id), inArray(absence.personId, [actor.id, delegate.personId]), lt(absence.startsAt, endsAt), gt(absence.endsAt, startsAt)));
    if (away.some(({ personId }) => personId === actor.id)) throw conflict("org.errors.absentAlready");
    if (away.length > 0) throw conflict("org.errors.delegateAbsent", { name: delegate.displayName });
    const [made] = await tx.insert(absence).values({ orgId: ctx.org.id, personId: actor.id, delegatePersonId: delegate.personId, startsAt, endsAt, note: input.note ?? "" }).returning({ id: absence.id });
    const absenceId = made?.id ?? "";
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.set_absence", detail: { absenceId, delegatePersonId: delegate.personId, startsOn: input.startsOn, endsOn: input.endsOn } });
    await announce(tx, { orgId: ctx.org.id, personId: delegate.personId, kind: "org.absence", values: { person: actor.name, from: input.startsOn, to: input.endsOn }, path: "team", noun: "org", nounId: ctx.org.id, channels: ["mail"] });
    return { absenceId };
  });
}
