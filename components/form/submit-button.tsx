"use client";

import { useTranslations } from "next-intl";
import { useFormState } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { useFormParts } from "./form-context";

/** The button that sends the form around it, for a footer of one's own. */
export function SubmitButton({ label, disabledReason, variant = "primary" }: { label: string; disabledReason?: string | null; variant?: "primary" | "plain" }) {
  const t = useTranslations("ui");
  const { form, finishing } = useFormParts();
  const { isSubmitting } = useFormState({ control: form.control });
  const busy = isSubmitting || finishing;
  return (
    <Button type="submit" variant={variant} pending={busy} disabledReason={disabledReason}>
      {busy ? t("form.sending") : label}
    </Button>
  );
}
