"use client";

import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Foot } from "@/components/ui/dialog-foot";
import { InlineAlert } from "./inline-alert";
import { SignInBeside } from "./sign-in-beside";

type QuestionFormProps = {
  submitLabel: string;
  danger?: boolean;
  pending: boolean;
  error?: string;
  /** What is missing is said by the dialog in its own words, not by the browser. */
  noValidate?: boolean;
  onSubmit: (form: FormData) => void;
  onCancel: () => void;
  children?: ReactNode;
};

/** What a dialog asks for; its buttons stand in the dialog's foot, cancel first. */
export function QuestionForm({ submitLabel, danger, pending, error, noValidate, onSubmit, onCancel, children }: QuestionFormProps) {
  const t = useTranslations("ui");
  const formId = useId();
  return (
    <form
      id={formId}
      noValidate={noValidate}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        // A form around the dialog's button is not meant.
        event.stopPropagation();
        onSubmit(new FormData(event.currentTarget));
      }}
    >
      {children}
      {error ? (
        <InlineAlert tone="stop" title={error}>
          <SignInBeside />
        </InlineAlert>
      ) : null}
      <Foot
        act={
          <Button type="submit" form={formId} variant={danger ? "danger" : "primary"} pending={pending}>
            {submitLabel}
          </Button>
        }
        cancel={<Button onClick={onCancel}>{t("cancel")}</Button>}
      />
    </form>
  );
}
