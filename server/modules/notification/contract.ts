import { z } from "zod";

export const inboxFilters = ["all", "unread", "todo"] as const;
export type InboxFilter = (typeof inboxFilters)[number];
export const inboxInput = z.object({ filter: z.enum(inboxFilters).default("all"), cursor: z.string().max(500).optional() });
export type InboxInput = z.input<typeof inboxInput>;
export const notificationInput = z.object({ notificationId: z.uuid() });

/** One entry of a company's inbox, its sentences in the reader's language. */
export type InboxEntry = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  /** Where it leads, from the root of the site. */
  readonly href: string;
  readonly actionNeeded: boolean;
  readonly read: boolean;
  readonly createdAt: string;
};
/** How much waits, and the entry that has just come for this person, if the news is theirs. */
export type InboxNews = { readonly unread: number; readonly todo: number; readonly latest: InboxEntry | null };
