import { and, eq, isNull } from "drizzle-orm";
import { membership } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import type { ChangeRoles } from "./contract";
import { keeperRole } from "./contract";
import { lockSeats, refuseLastKeeper, rolesFor, seatAmong } from "./internal";

/** Gives a seat other roles; they hold from its next request on. The last owner or administrator stays one (409). */
export async function changeRoles(ctx: Ctx, input: ChangeRoles): Promise<void> {
  authorize(ctx, "org:manage_members");
  const roles = rolesFor(ctx.org.kind, input.roles);
  await withTx(ctx, async (tx) => {
    const seats = await lockSeats(tx, ctx.org.id);
    const seat = await seatAmong(tx, ctx, seats, input.membershipId);
    refuseLastKeeper(ctx, seats, seat, roles);
    // Who runs the company sees all of its products.
    const whole = roles.includes(keeperRole[ctx.org.kind]) ? { productIds: null } : {};
    await tx.update(membership).set({ roles, ...whole }).where(and(eq(membership.id, seat.id), eq(membership.orgId, ctx.org.id), isNull(membership.endedAt)));
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.change_roles", detail: { personId: seat.personId, before: seat.roles, after: roles } });
  });
}
