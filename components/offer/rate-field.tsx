"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useField, type FieldProps } from "@/components/form/use-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import { rateFromText, textOfRate } from "./rate-text";

/** A rate payable as it is said in the trade: 85 or 8.5 for 85 折; beside it what that means both ways. The form holds basis points. */
export function RateField({ name, label, hint, required, optional, disabled }: FieldProps) {
  const { error, value, onChange, ...field } = useField(name, label);
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const [draft, setDraft] = useState({ text: textOfRate(value), value: value as unknown });
  const text = Object.is(draft.value, value) ? draft.text : textOfRate(value);
  const type = (typed: string) => {
    const next = rateFromText(typed);
    setDraft({ text: typed, value: next });
    onChange(next);
  };
  const known = typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 10_000;
  return (
    <Field label={label} hint={hint ?? (known ? formatRate(value, locale) : t("hint.rate"))} error={error} required={required} optional={optional}>
      {(control) => (
        <span className="relative block w-28 max-w-full">
          <Input {...field} {...control} inputMode="decimal" autoComplete="off" disabled={disabled} value={text} onChange={(event) => type(event.target.value)} className="num pr-8 text-right" />
          <span aria-hidden className="absolute top-1.5 right-2.5 text-ink-3">
            {value === 10_000 ? "%" : "折"}
          </span>
        </span>
      )}
    </Field>
  );
}
