import { and, desc, isNotNull, isNull, sql } from "drizzle-orm";
import { notification } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { after, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { type InboxEntry, inboxInput, type InboxInput, type InboxNews } from "./contract";
import { forMe, toEntry } from "./internal";

const narrowed = { all: undefined, unread: isNull(notification.readAt), todo: isNotNull(notification.actionNeeded) };

/** The inbox of the acting company, newest first, as far as this person's roles see it. */
export async function listInbox(ctx: Ctx, input: InboxInput): Promise<Page<InboxEntry>> {
  authorize(ctx, "notification:read");
  const { filter, cursor } = inboxInput.parse(input);
  const keys = after(cursor, [{ column: notification.createdAt, cast: "timestamptz" }, { column: notification.id, cast: "uuid" }]);
  const rows = await withRead(ctx, (tx) =>
    tx
      .select({ row: notification, at: sql<string>`${notification.createdAt}::text` })
      .from(notification)
      .where(and(forMe(ctx), narrowed[filter], keys))
      .orderBy(desc(notification.createdAt), desc(notification.id))
      .limit(pageSize + 1),
  );
  const page = toPage(rows, ({ row, at }) => [at, row.id]);
  return { next: page.next, rows: page.rows.map(({ row }) => toEntry(row, ctx.locale)) };
}

/**
 * How many entries are unread and how many ask for something, with the newest one if it came within the minute: the
 * company is told of every entry, also of those for others.
 */
export async function readInboxNews(ctx: Ctx): Promise<InboxNews> {
  authorize(ctx, "notification:read");
  return withRead(ctx, async (tx) => {
    const [counts] = await tx
      .select({ unread: sql<number>`(count(*) filter (where ${notification.readAt} is null))::int`, todo: sql<number>`(count(*) filter (where ${notification.actionNeeded} is not null))::int` })
      .from(notification)
      .where(and(forMe(ctx), sql`(${notification.readAt} is null or ${notification.actionNeeded} is not null)`));
    const [latest] = await tx.select().from(notification).where(and(forMe(ctx), sql`${notification.createdAt} > app.now() - interval '1 minute'`)).orderBy(desc(notification.createdAt), desc(notification.id)).limit(1);
    return { unread: counts?.unread ?? 0, todo: counts?.todo ?? 0, latest: latest ? toEntry(latest, ctx.locale) : null };
  });
}

/** The number beside the inbox's name. Every page asks for it: its plan, which takes longer than the counting, is kept. */
export async function countUnread(ctx: Ctx): Promise<number> {
  authorize(ctx, "notification:read");
  const rows = await withRead(ctx, (tx) =>
    tx.select({ many: sql<number>`count(*)::int` }).from(notification).where(and(forMe(ctx), isNull(notification.readAt))).prepare("inbox_unread").execute(),
  );
  return rows[0]?.many ?? 0;
}
