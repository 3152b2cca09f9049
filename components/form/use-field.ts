"use client";

import { useController, type FieldValues, type UseControllerReturn } from "react-hook-form";
import { useFormParts } from "./form-context";

export type FieldProps = { name: string; label: string; hint?: string; required?: boolean; optional?: boolean; disabled?: boolean };

type BoundField = UseControllerReturn<FieldValues>["field"] & { error: string | undefined };

/** Ties one control to its path in the form around it. */
export function useField(name: string, label: string): BoundField {
  const { form, labels } = useFormParts();
  labels.set(name, label);
  const { field, fieldState } = useController({ name, control: form.control });
  return { ...field, error: fieldState.error?.message };
}
