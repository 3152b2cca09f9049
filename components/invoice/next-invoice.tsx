"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useShortcut } from "@/components/layout/shortcuts";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";

/** On to the next invoice that waits, by mouse or by key. */
export function NextInvoice({ href }: { href: string }) {
  const t = useTranslations("invoice.act");
  const router = useRouter();
  useShortcut("n", t("next"), () => router.push(href));
  return (
    <LinkButton href={href}>
      {t("next")} <Kbd>n</Kbd>
    </LinkButton>
  );
}
