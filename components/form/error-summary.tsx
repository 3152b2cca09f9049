"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useFormState, type FieldErrors, type FieldValues, type Path } from "react-hook-form";
import { SignInBeside } from "@/components/feedback/sign-in-beside";
import { useFormParts } from "./form-context";

type Line = { path: string; message: string };

/** All messages of a nested error tree, with the dotted path of each. */
function linesOf(errors: FieldErrors, prefix = ""): Line[] {
  return Object.entries(errors).flatMap(([name, error]): Line[] => {
    if (!error || name === "root" || name === "ref") return [];
    const path = prefix ? `${prefix}.${name}` : name;
    if (typeof error.message === "string") return [{ path, message: error.message }];
    return typeof error === "object" ? linesOf(error as FieldErrors, path) : [];
  });
}

/** What keeps the form from being sent, each line leading to its field. Takes the focus when it appears. */
export function ErrorSummary() {
  const t = useTranslations("ui");
  const { form, labels } = useFormParts();
  const { errors, submitCount } = useFormState({ control: form.control });
  const box = useRef<HTMLDivElement>(null);
  const lines = linesOf(errors);
  const whole = errors.root?.message;
  const shown = submitCount > 0 && (lines.length > 0 || Boolean(whole));

  useEffect(() => {
    if (shown && submitCount > 0) box.current?.focus();
  }, [shown, submitCount]);

  if (!shown) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="col-span-full rounded-md border border-stop bg-stop-soft px-3.5 py-2.5 text-stop">
      <p className="font-[620]">{whole ?? t("form.problems", { n: lines.length })}</p>
      <SignInBeside />
      {lines.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {lines.map((line) => (
            <li key={line.path}>
              <button type="button" className="min-h-6 text-left align-top underline underline-offset-2" onClick={() => form.setFocus(line.path as Path<FieldValues>)}>
                {labels.get(line.path) ? `${labels.get(line.path)}: ` : ""}
                {line.message}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
