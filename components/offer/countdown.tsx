"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const second = 1000;

/** Days, hours, minutes and seconds of a span, none below zero. */
function partsOf(milliseconds: number) {
  const left = Math.max(0, Math.floor(milliseconds / second));
  return { days: Math.floor(left / 86_400), hours: Math.floor(left / 3600) % 24, minutes: Math.floor(left / 60) % 60, seconds: left % 60 };
}

const two = (n: number) => String(n).padStart(2, "0");

/** What is left until a moment, to the second, by the business clock of the server; when it has come the page is read anew. */
export function Countdown({ until, now }: { until: string; now: string }) {
  const t = useTranslations("offer.buyer");
  const router = useRouter();
  const [passed, setPassed] = useState(0);
  const whole = Date.parse(until) - Date.parse(now);
  const over = passed >= whole;
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - began), second);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  const { days, hours, minutes, seconds } = partsOf(whole - passed);
  return (
    <time dateTime={until} role="timer" aria-live="off" className="num whitespace-nowrap">
      {t("left", { days, clock: `${two(hours)}:${two(minutes)}:${two(seconds)}` })}
    </time>
  );
}
