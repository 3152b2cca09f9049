"use client";

import { useEffect, useRef } from "react";
import { api } from "@/components/trpc/client";

/** Tells the maker that the page was opened in a browser; programs that only fetch the link leave no receipt. */
export function OpenedReceipt({ token }: { token: string }) {
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    // A receipt that does not arrive is no concern of the buyer's.
    api("").offer.opened.mutate({ token }).catch(() => undefined);
  }, [token]);
  return null;
}
