import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { notification } from "@/db/schema";
import type { Locale } from "@/lib/locale";
import { told } from "@/lib/told";
import { textOf } from "@/server/adapters/messages";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { InboxEntry } from "./contract";

export type NotificationRow = typeof notification.$inferSelect;

/**
 * Entries of the acting company that are for everybody, for a role this person holds, or for this person alone. The same
 * words whoever asks, so that statements with it may keep their plan.
 */
export function forMe(ctx: OrgCtx): SQL | undefined {
  const person = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const everybody = sql`cardinality(${notification.roles}) = 0`;
  const mine = sql`${notification.roles} && ${sql.param([...ctx.org.roles])}::text[]`;
  return and(eq(notification.orgId, ctx.org.id), or(isNull(notification.personId), sql`${notification.personId} = ${person}`), or(everybody, mine));
}

/** A notice's title and body in one language; the kind itself where no sentence was written yet. */
export function sentencesOf(kind: string, values: Readonly<Record<string, string>>, locale: Locale): { title: string; body: string } {
  const [noun = "", ...act] = kind.split(".");
  const at = `${noun}.notice.${act.join(".")}`;
  // What was kept before its day was told says that there is one.
  const said = { due: textOf(locale, "notification.noDay") ?? "", ...told({ locale }, values) };
  return { title: textOf(locale, `${at}.title`, said) ?? kind, body: textOf(locale, `${at}.body`, said) ?? "" };
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
