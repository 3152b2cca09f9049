"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { api } from "@/components/trpc/client";

const everyMs = 1200;

/** Asks until the certificate was read, then draws the page anew. Draws nothing itself. */
export function ReadingWatch({ orgSlug, certificateId }: { orgSlug: string; certificateId: string }) {
  const router = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      // Between two looks the connection may be gone; the next look will tell.
      const answer = await api(orgSlug)
        .product.certificateState.query({ certificateId })
        .catch(() => null);
      if (over) return;
      if (answer && answer.state !== "reading") return router.refresh();
      timer = setTimeout(() => void ask(), everyMs);
    };
    timer = setTimeout(() => void ask(), everyMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [orgSlug, certificateId, router]);
  return null;
}
