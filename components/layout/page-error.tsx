"use client";

import { useTranslations } from "next-intl";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { Button } from "@/components/ui/button";
import { Page } from "./page";

/** A page that failed: what nobody foresaw shows its id and a way to try again, nothing else. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations("errors");
  return (
    <Page>
      <ErrorPanel
        what={t("unknown.what")}
        why={t("unknown.why")}
        todo={t("unknown.todo")}
        requestId={error.digest ?? null}
        action={<Button onClick={retry}>{t("again")}</Button>}
      />
    </Page>
  );
}
