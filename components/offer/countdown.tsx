"use client";

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { formatDeadline } from "@/lib/dates";
import type { Locale } from "@/lib/locale";

const tick = 30_000;

/** What is left until a moment, by the business clock of the server and counted on here. */
export function Countdown({ until, now }: { until: string; now: string }) {
  const locale = useLocale() as Locale;
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - began), tick);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={until} className="num">
      {formatDeadline(new Date(until), new Date(Date.parse(now) + passed), locale)}
    </time>
  );
}
