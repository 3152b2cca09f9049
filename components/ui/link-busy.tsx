"use client";

import { useLinkStatus } from "next/link";

/** Within a link: a bar along its foot from the click until the next page is there. */
export function LinkBusy() {
  const { pending } = useLinkStatus();
  return pending ? <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 animate-pulse bg-seal" /> : null;
}
