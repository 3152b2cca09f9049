"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** Prints the page; what is only for the screen stays off the paper. */
export function PrintButton() {
  const t = useTranslations("invoice.act");
  return (
    <Button size="sm" className="no-print" icon={<Printer aria-hidden size={14} />} onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
}
