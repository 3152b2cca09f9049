import { and, arrayOverlaps, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { notification } from "@/db/schema";
import type { Locale } from "@/lib/locale";
import { textOf } from "@/server/adapters/messages";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { InboxEntry } from "./contract";

export type NotificationRow = typeof notification.$inferSelect;

/** Entries of the acting company that are for everybody, for a role this person holds, or for this person alone. */
export function forMe(ctx: OrgCtx): SQL | undefined {
  const everybody = sql`cardinality(${notification.roles}) = 0`;
  const mine = ctx.org.roles.length > 0 ? arrayOverlaps(notification.roles, [...ctx.org.roles]) : undefined;
  const alone = ctx.actor.kind === "person" ? or(isNull(notification.personId), eq(notification.personId, ctx.actor.id)) : isNull(notification.personId);
  return and(eq(notification.orgId, ctx.org.id), alone, or(everybody, mine));
}

/** A notice's title and body in one language; the kind itself where no sentence was written yet. */
export function sentencesOf(kind: string, values: Readonly<Record<string, string>>, locale: Locale): { title: string; body: string } {
  const [noun = "", ...act] = kind.split(".");
  const at = `${noun}.notice.${act.join(".")}`;
  return { title: textOf(locale, `${at}.title`, values) ?? kind, body: textOf(locale, `${at}.body`, values) ?? "" };
}

export function toEntry(row: NotificationRow, locale: Locale): InboxEntry {
  return {
    id: row.id,
    kind: row.kind,
    ...sentencesOf(row.kind, row.values, locale),
    href: row.href,
    actionNeeded: row.actionNeeded !== null,
    read: row.readAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}
