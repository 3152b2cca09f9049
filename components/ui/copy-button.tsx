"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

/** Puts a value on the clipboard and says so for as long as the pointer or focus stays. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <button
      type="button"
      aria-label={t("copy.copy", { what: label ?? value })}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
      onMouseLeave={() => setCopied(false)}
      className="inline-grid size-6 place-items-center rounded-xs align-middle text-ink-3 hover:bg-sunk hover:text-ink"
    >
      {copied ? <Check aria-hidden size={13} /> : <Copy aria-hidden size={13} />}
      <span role="status" className="sr-only">
        {copied ? t("copy.copied") : ""}
      </span>
    </button>
  );
}
