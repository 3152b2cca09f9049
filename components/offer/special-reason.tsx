"use client";

import { useTranslations } from "next-intl";
import { TextareaField } from "@/components/form/fields";
import { Card } from "@/components/ui/card";

/** The special application: there only while more than one's authority is asked for. */
export function SpecialReason() {
  const t = useTranslations("offer");
  return (
    <Card title={t("part.special")} note={t("form.specialNote")} padded>
      <TextareaField name="specialReason" label={t("field.specialReason")} hint={t("hint.specialReason")} rows={3} required />
    </Card>
  );
}
