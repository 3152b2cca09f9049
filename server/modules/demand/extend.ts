import { and, eq, isNull } from "drizzle-orm";
import { demand } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { ExtendInput } from "./contract";
import { dispatchRoles, note, salesRoles, tell } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { dueBy, lockDemandRow } from "./internal";
import { isPastDue, nextWarning } from "./rules";

/** Lengthens the seller's time to accept by the limit, once per assignment and only while it runs. */
export async function extendDemand(ctx: Ctx, input: ExtendInput): Promise<void> {
  authorize(ctx, "demand:accept");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await lockDemandRow(tx, ctx, input.demandId);
    const now = businessNow();
    if (before.status !== "pending" || !before.dueAt) throw conflict("demand.errors.notPending");
    if (isPastDue(before, now)) throw conflict("demand.errors.pastDeadline");
    if (before.extendedAt) throw conflict("demand.errors.extendedBefore");
    const dueAt = await dueBy(tx, "demand.extend", before.dueAt, now);
    const [row] = await tx
      .update(demand)
      .set({ dueAt, extendedAt: now, warnDueAt: nextWarning(before.clockFrom ?? now, dueAt, now) })
      .where(and(eq(demand.id, before.id), eq(demand.sellerOrgId, ctx.org.id), isNull(demand.extendedAt)))
      .returning();
    if (!row) throw conflict("demand.errors.extendedBefore");
    await note(tx, ctx, row.id, { act: "extend", note: input.note, detail: { due: dueAt.toISOString() } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.extend", parties: [row.submitterOrgId], detail: { number: row.number, due: dueAt.toISOString() } });
    const values = bothNames("seller", ctx.org.nameZh, ctx.org.nameEn);
    await tell(tx, row.submitterOrgId, row, "extend", { roles: salesRoles, values });
    await tell(tx, await operatorOrgId(tx), row, "extend", { roles: dispatchRoles, values });
  });
}
