"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/date-format";
import type { Locale } from "@/lib/locale";
import { useFormParts } from "./form-context";
import { type Keeping, keepingOf } from "./kept-store";

export type KeptParts = {
  readonly keeping: Keeping;
  /** When the input was typed that was put back; null when there was none. */
  readonly restored: Date | null;
  readonly setRestored: (at: Date | null) => void;
};

/**
 * Keeps what is typed into a form in this browser until it is sent (`keeping.end`), so that neither a refusal, a reload nor an
 * ended session loses it. `name` says what it is of the person's: company, form and subject. Needs `KeptNote` and, last in the form, `KeptWatch`.
 */
export function useKept(person: string, what: string): KeptParts {
  const name = `${person}:${what}`;
  const [keeping] = useState(() => keepingOf(name));
  const [restored, setRestored] = useState<Date | null>(null);
  useEffect(() => keeping.rename(name), [keeping, name]);
  return { keeping, restored, setRestored };
}

/**
 * Puts back what was kept and listens from then on. The fields must listen before it does. `settled` are the values
 * the server holds by now, which need no keeping.
 */
export function KeptWatch({ kept, settled }: { kept: KeptParts; settled?: unknown }) {
  const { form } = useFormParts();
  const { keeping, setRestored } = kept;
  useEffect(() => {
    const found = keeping.begin(form.getValues());
    const stop = form.subscribe({ formState: { values: true }, callback: () => keeping.hear(form.getValues()) });
    if (found) {
      form.reset(found.values, { keepDefaultValues: true });
      setRestored(found.at);
    }
    return stop;
  }, [form, keeping, setRestored]);
  useEffect(() => {
    if (settled !== undefined) keeping.settle(settled, form.getValues());
  }, [form, keeping, settled]);
  return null;
}

/** Says that earlier input was put back, and lets one begin anew. */
export function KeptNote({ kept }: { kept: KeptParts }) {
  const t = useTranslations("ui.kept");
  const locale = useLocale() as Locale;
  const { form } = useFormParts();
  const { keeping, restored, setRestored } = kept;
  if (!restored) return null;
  const discard = () => {
    form.reset(keeping.discard(), { keepDefaultValues: true });
    setRestored(null);
  };
  return (
    <div className="col-span-full">
      <InlineAlert tone="run" title={t("title", { at: formatDate(restored, locale, "minute") })}>
        <div className="flex flex-wrap items-center justify-between gap-2">
          {t("body")}
          <Button size="sm" onClick={discard}>
            {t("discard")}
          </Button>
        </div>
      </InlineAlert>
    </div>
  );
}
