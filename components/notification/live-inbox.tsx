"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";

/** Keeps an open page current: tells of a new inbox entry as it comes, and has the page's figures read again. */
export function LiveInbox({ orgSlug }: { orgSlug: string }) {
  const router = useRouter();
  useEffect(() => {
    const stream = new EventSource("/api/stream");
    const tell = async (event: MessageEvent<string>) => {
      const { org } = JSON.parse(event.data) as { org: string };
      if (org !== orgSlug) return;
      // Offline for a moment: the next entry, or the next page, brings everything.
      const news = await api(orgSlug).notification.news.query().catch(() => null);
      if (!news?.latest) return;
      const { title, body, read } = news.latest;
      if (!read) toast(title, { description: body });
      router.refresh();
    };
    stream.addEventListener("inbox", tell);
    return () => stream.close();
  }, [orgSlug, router]);
  return null;
}
