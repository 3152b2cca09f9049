"use client";

import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-style";
import type { ConfirmQuestionProps } from "./confirm-question";

const loadQuestion = () => import("./confirm-question").then((file) => ({ default: file.ConfirmQuestion }));
const ConfirmQuestion = lazy(loadQuestion);

type ConfirmDialogProps = ConfirmQuestionProps & {
  trigger: { label: ReactNode; disabledReason?: string | null } & ButtonLook;
};

/** Asks before an act that cannot be taken back. What draws the question is fetched when somebody reaches for it. */
export function ConfirmDialog({ trigger, ...question }: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={trigger.variant}
        size={trigger.size}
        disabledReason={trigger.disabledReason}
        aria-haspopup="dialog"
        onPointerEnter={() => void loadQuestion()}
        onClick={() => setOpen(true)}
      >
        {trigger.label}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <ConfirmQuestion {...question} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
