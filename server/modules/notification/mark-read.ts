import { and, eq, isNull } from "drizzle-orm";
import { notification } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { forMe } from "./internal";

/** Marks one entry as read; 404 when it is not this person's to read. Reading is no business act and is not audited. */
export async function markRead(ctx: Ctx, input: { notificationId: string }): Promise<{ href: string }> {
  authorize(ctx, "notification:read");
  return withTx(ctx, async (tx) => {
    const mine = and(eq(notification.id, input.notificationId), forMe(ctx));
    const [row] = await tx.select({ href: notification.href }).from(notification).where(mine);
    if (!row) throw notFound("notification");
    await tx.update(notification).set({ readAt: businessNow() }).where(and(mine, isNull(notification.readAt)));
    return row;
  });
}

/** Marks everything this person sees in the inbox as read; answers how many entries that were. */
export async function markAllRead(ctx: Ctx): Promise<{ marked: number }> {
  authorize(ctx, "notification:read");
  return withTx(ctx, async (tx) => {
    const rows = await tx.update(notification).set({ readAt: businessNow() }).where(and(forMe(ctx), isNull(notification.readAt))).returning({ id: notification.id });
    return { marked: rows.length };
  });
}
