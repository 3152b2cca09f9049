"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "./inline-alert";

type ActButtonProps = {
  label: string;
  disabledReason: string | null;
  /** Does it and asks for the page that follows. An answered error is told above the button. */
  onAct: () => Promise<{ error?: string } | void>;
};

/** The page's main act, done without a question; a refusal is told beside the button. */
export function ActButton({ label, disabledReason, onAct }: ActButtonProps) {
  const failed = useTranslations("ui")("form.failed");
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const act = () =>
    start(async () => {
      const answer = await onAct();
      setError(answer ? (answer.error ?? failed) : undefined);
    });
  return (
    <div className="grid gap-2">
      {error ? <InlineAlert tone="stop" title={error} /> : null}
      <div>
        <Button variant="primary" pending={pending} disabledReason={disabledReason} onClick={act}>
          {label}
        </Button>
      </div>
    </div>
  );
}
