"use client";

import { useEffect, useRef } from "react";
import { api } from "@/components/trpc/client";

/** Tells the maker that this version was opened in a browser; programs that only fetch the link leave no receipt. */
export function OpenedReceipt({ token, revision }: { token: string; revision: number }) {
  const sent = useRef(0);
  useEffect(() => {
    if (sent.current === revision) return;
    sent.current = revision;
    // A receipt that does not arrive is no concern of the buyer's.
    api("").offer.opened.mutate({ token, revision }).catch(() => undefined);
  }, [token, revision]);
  return null;
}
