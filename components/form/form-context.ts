"use client";

import { createContext, useContext } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

type FormParts = {
  form: UseFormReturn<FieldValues>;
  /** The visible name of every field drawn, by path, for the summary of errors. */
  labels: Map<string, string>;
  /** It was accepted, and the page it leads to is not there yet. */
  finishing: boolean;
};

export const FormContext = createContext<FormParts | null>(null);

/** The form around a field. Throws where there is none: a mistake of the page, not of its user. */
export function useFormParts(): FormParts {
  const parts = useContext(FormContext);
  if (!parts) throw new Error("a form field stands outside <Form>");
  return parts;
}
