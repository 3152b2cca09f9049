"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { hasEnded, onSession } from "@/components/trpc/session";

/** Beside a refusal: whoever's session ended signs in in another tab, so that nothing typed here is lost. */
export function SignInBeside() {
  const t = useTranslations("ui.shell");
  const ended = useSyncExternalStore(onSession, hasEnded, () => false);
  if (!ended) return null;
  return (
    <a className="link" href="/sign-in" target="_blank" rel="noreferrer">
      {t("signInBeside")}
    </a>
  );
}
