"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** Puts the offer on paper; buttons and forms stay on the screen. */
export function PrintOffer() {
  const t = useTranslations("offer.buyer");
  return (
    <Button className="no-print" icon={<Printer aria-hidden size={14} />} onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
}
