"use client";

import { useEffect, useState } from "react";
import { useFormParts } from "@/components/form/form-context";

/** A part of the form's values as it changes, for what is drawn from several fields; and how to replace it. */
export function useLive<Value>(name: string): [Value, (next: Value) => void] {
  const { form } = useFormParts();
  const [value, setValue] = useState(() => structuredClone(form.getValues(name)) as Value);
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: () => setValue(structuredClone(form.getValues(name)) as Value) }),
    [form, name],
  );
  return [value, (next) => form.setValue(name, next, { shouldDirty: true })];
}
