import { and, eq, isNull, sql } from "drizzle-orm";
import { membership } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import type { EndMembership } from "./contract";
import { lockSeats, refuseLastKeeper, seatAmong } from "./internal";

/** Ends a seat: from its next request on the person is nobody here. The last owner or administrator stays (409). */
export async function endMembership(ctx: Ctx, { membershipId }: EndMembership): Promise<void> {
  authorize(ctx, "org:manage_members");
  await withTx(ctx, async (tx) => {
    const seats = await lockSeats(tx, ctx.org.id);
    const seat = await seatAmong(tx, ctx, seats, membershipId);
    refuseLastKeeper(ctx, seats, seat, []);
    // Real time, as sessions have it.
    await tx.update(membership).set({ endedAt: sql`now()` }).where(and(eq(membership.id, seat.id), eq(membership.orgId, ctx.org.id), isNull(membership.endedAt)));
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.end_membership", detail: { personId: seat.personId, roles: seat.roles } });
  });
}
