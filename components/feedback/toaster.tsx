"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onNotice, type Notice } from "./notices";

export { toast } from "./notices";

// A page on which nothing is announced does not load what draws announcements.
const ToasterView = lazy(() => import("./toaster-view").then((file) => ({ default: file.ToasterView })));

/** Where passing notices appear. */
export function Toaster() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => onNotice((notice) => setNotices((known) => [...known, notice])), []);
  if (notices.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <ToasterView notices={notices} />
    </Suspense>
  );
}
