"use client";

import { useFormState } from "react-hook-form";
import { useFormParts } from "./form-context";

/** The message that stands at a path which no single control has: a list as a whole. */
export function useMessage(path: string): string | undefined {
  const { form } = useFormParts();
  const { errors } = useFormState({ control: form.control, name: path });
  const found = errors[path];
  const message = found?.message ?? found?.root?.message;
  return typeof message === "string" ? message : undefined;
}
