"use client";

import { useTranslations } from "next-intl";
import { useId, useMemo, useState, useTransition, type ReactNode } from "react";
import { useForm, type DefaultValues, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Foot } from "@/components/ui/dialog-foot";
import { ErrorSummary } from "./error-summary";
import { FormContext } from "./form-context";
import { useSay } from "./messages";
import { schemaResolver } from "./resolver";
import { fieldErrorsOf, type FormResult } from "./server-errors";

export type { FormResult } from "./server-errors";

type FormProps<Input extends FieldValues, Output> = {
  schema: z.ZodType<Output, Input>;
  /** What else keeps the values as typed from being sent, by path: said together with what the schema finds, and before it. */
  further?: (values: Input) => Record<string, string>;
  defaultValues: DefaultValues<Input>;
  /** Sends the checked values. What it answers or throws with field errors lands on the fields. */
  onSubmit: (values: Output) => Promise<FormResult>;
  /** Called once the submission was accepted. What it sets shows together with the page it asks for; until then the form stays, at work. */
  onDone?: (values: Output) => void;
  submitLabel: string;
  submitDisabledReason?: string | null;
  cancel?: ReactNode;
  /** Replaces the row of buttons; must hold a submit button. */
  footer?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A typed form: checks by its schema, keeps every value on failure, puts each error in its place. */
export function Form<Input extends FieldValues, Output>(props: FormProps<Input, Output>) {
  const t = useTranslations("ui");
  const say = useSay();
  const [labels] = useState(() => new Map<string, string>());
  const [finishing, finish] = useTransition();
  const formId = useId();
  const form = useForm<Input, unknown, Output>({
    resolver: schemaResolver(props.schema, say, props.further),
    defaultValues: props.defaultValues,
    mode: "onSubmit",
    reValidateMode: "onChange",
    shouldFocusError: false,
  });
  const refuse = (result: Exclude<FormResult, void>) => {
    for (const [path, message] of Object.entries(result.fieldErrors ?? {})) {
      form.setError(path as Path<Input>, { type: "server", message: say(message) });
    }
    if (result.formError) form.setError("root", { type: "server", message: say(result.formError) });
  };
  const send = form.handleSubmit(async (values) => {
    try {
      const result = await props.onSubmit(values);
      if (result?.fieldErrors || result?.formError) return refuse(result);
    } catch (error) {
      return refuse(fieldErrorsOf(error) ?? { formError: error instanceof Error && error.message ? error.message : t("form.failed") });
    }
    finish(() => props.onDone?.(values));
  });
  const parts = useMemo(() => ({ form: form as unknown as UseFormReturn<FieldValues>, labels, finishing }), [form, labels, finishing]);
  const busy = form.formState.isSubmitting || finishing;
  return (
    <FormContext value={parts}>
      <form id={formId} noValidate onSubmit={(event) => (finishing ? event.preventDefault() : void send(event))} className={props.className ?? "grid max-w-[640px] gap-4"}>
        <ErrorSummary />
        {props.children}
        {props.footer ?? (
          <Foot
            act={
              <Button type="submit" form={formId} variant="primary" pending={busy} disabledReason={props.submitDisabledReason}>
                {busy ? t("form.sending") : props.submitLabel}
              </Button>
            }
            cancel={props.cancel}
          />
        )}
      </form>
    </FormContext>
  );
}
