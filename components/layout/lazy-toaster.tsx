"use client";

import dynamic from "next/dynamic";

// Notices come after something was done, so their code may come after the page.
export const LazyToaster = dynamic(() => import("@/components/feedback/toaster").then((file) => file.Toaster), { ssr: false });
