"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";

/** The entry told last: colleagues' news within the same minute do not tell it again. */
let told: string | null = null;

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
      if (!news) return;
      if (news.latest && !news.latest.read && news.latest.id !== told) {
        told = news.latest.id;
        toast(news.latest.title, { description: news.latest.body });
      }
      router.refresh();
    };
    stream.addEventListener("inbox", tell);
    return () => stream.close();
  }, [orgSlug, router]);
  return null;
}
