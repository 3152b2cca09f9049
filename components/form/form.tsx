"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState, type ReactNode } from "react";
import { useForm, type DefaultValues, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "./error-summary";
import { FormContext } from "./form-context";
import { useSay } from "./messages";
import { schemaResolver } from "./resolver";
import { fieldErrorsOf, type FormResult } from "./server-errors";

export type { FormResult } from "./server-errors";

type FormProps<Input extends FieldValues, Output> = {
  schema: z.ZodType<Output, Input>;
  defaultValues: DefaultValues<Input>;
  /** Sends the checked values. What it answers or throws with field errors lands on the fields. */
  onSubmit: (values: Output) => Promise<FormResult>;
  /** Called once the submission was accepted. */
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
  const form = useForm<Input, unknown, Output>({
    resolver: schemaResolver(props.schema, say),
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
    props.onDone?.(values);
  });
  const parts = useMemo(() => ({ form: form as unknown as UseFormReturn<FieldValues>, labels }), [form, labels]);
  return (
    <FormContext value={parts}>
      <form noValidate onSubmit={(event) => void send(event)} className={props.className ?? "grid max-w-[640px] gap-4"}>
        <ErrorSummary />
        {props.children}
        {props.footer ?? (
          <div className="flex flex-wrap items-center gap-2 pt-1">
            <Button type="submit" variant="primary" pending={form.formState.isSubmitting} disabledReason={props.submitDisabledReason}>
              {form.formState.isSubmitting ? t("form.sending") : props.submitLabel}
            </Button>
            {props.cancel}
          </div>
        )}
      </form>
    </FormContext>
  );
}
