"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import type { BuyerStanding } from "@/server/modules/offer/contract";

const everyMs = 15_000;

/**
 * Asks while the page is looked at whether this version still stands. When another does, or the link was taken back, the
 * page is read anew, and what is new is said.
 */
export function BuyerWatch({ token, revision, status }: BuyerStanding & { token: string }) {
  const t = useTranslations("offer.buyer");
  const router = useRouter();
  const [first] = useState(revision);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      // Without a connection the page stays as it is, and asks again.
      const moved = await api("").offer.standing.query({ token }).then(
        (now) => now.revision !== revision || now.status !== status,
        (error: unknown) => sentenceOf(error).key === "notFound",
      );
      if (moved) router.refresh();
    };
    const timer = setInterval(() => void look(), everyMs);
    const onShow = () => void look();
    document.addEventListener("visibilitychange", onShow);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onShow);
    };
  }, [token, revision, status, router]);
  const changed = revision !== first;
  useEffect(() => {
    if (revision !== first) note.current?.focus();
  }, [first, revision]);
  return (
    <div ref={note} tabIndex={-1} className="outline-none">
      {changed && status !== "amending" ? (
        <div className="mb-4">
          <InlineAlert tone="wait" title={t("changed", { n: revision })}>
            {t("changedBody")}
          </InlineAlert>
        </div>
      ) : null}
    </div>
  );
}

/** The buyer's acts: a refusal reads the page anew behind the sentence, for what was acted on may not stand any more. */
export function useBuyerAct(): <T>(work: () => Promise<T>) => Promise<T> {
  const router = useRouter();
  return (work) =>
    work().catch((error: unknown) => {
      if (Object.keys(sentenceOf(error).fieldErrors).length === 0) router.refresh();
      throw error;
    });
}
