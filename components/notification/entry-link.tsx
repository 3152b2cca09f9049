"use client";

import type { ReactNode } from "react";
import { api } from "@/components/trpc/client";
import { Link } from "@/components/ui/link";

type EntryLinkProps = { orgSlug: string; entryId: string; href: string; read: boolean; children: ReactNode };

/** Opens what a message is about; opening it is reading it. */
export function EntryLink({ orgSlug, entryId, href, read, children }: EntryLinkProps) {
  const open = () => {
    if (read) return;
    // The page opens whether or not this arrives; unread is the safe state.
    void api(orgSlug).notification.markRead.mutate({ notificationId: entryId }).catch(() => undefined);
  };
  return (
    <Link href={href} onClick={open} className="link">
      {children}
    </Link>
  );
}
