"use client";

import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect, type Option } from "@/components/ui/native-select";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { useField, type FieldProps } from "./use-field";

type TextFieldProps = FieldProps & {
  type?: "text" | "email" | "tel" | "url" | "password" | "search";
  placeholder?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: "text" | "numeric" | "decimal" | "tel" | "email" | "url";
  /** The longest text the schema takes. What is pasted is never cut: how much it is too long is counted beside the field. */
  maxLength?: number;
};

const nearlyFull = 0.8;

/** One line of text. */
export function TextField({ name, label, hint, required, optional, type, maxLength, ...rest }: TextFieldProps) {
  const { error, value, ...field } = useField(name, label);
  const length = [...String(value ?? "")].length;
  const counted = maxLength !== undefined && length > maxLength * nearlyFull ? <span className={`num ${length > maxLength ? "text-stop" : ""}`}>{`${length} / ${maxLength}`}</span> : null;
  return (
    <Field label={label} hint={counted ? <>{hint} {counted}</> : hint} error={error} required={required} optional={optional}>
      {(control) => <Input {...rest} {...field} {...control} type={type} value={value ?? ""} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextareaField({ name, label, hint, required, optional, rows, placeholder, disabled }: FieldProps & { rows?: number; placeholder?: string }) {
  const { error, value, ...field } = useField(name, label);
  return (
    <Field label={label} hint={hint} error={error} required={required} optional={optional}>
      {(control) => <Textarea {...field} {...control} rows={rows} placeholder={placeholder} disabled={disabled} value={value ?? ""} />}
    </Field>
  );
}

/** One of a list. */
export function SelectField({
  name,
  label,
  hint,
  required,
  optional,
  options,
  placeholder,
  disabled,
}: FieldProps & { options: readonly Option[]; placeholder?: string }) {
  const { error, value, ...field } = useField(name, label);
  return (
    <Field label={label} hint={hint} error={error} required={required} optional={optional}>
      {(control) => <NativeSelect {...field} {...control} options={options} placeholder={placeholder} disabled={disabled} value={value ?? ""} />}
    </Field>
  );
}

/** A business day, "YYYY-MM-DD". */
export function DateField({ name, label, hint, required, optional, min, max, disabled }: FieldProps & { min?: string; max?: string }) {
  const { error, value, ...field } = useField(name, label);
  return (
    <Field label={label} hint={hint} error={error} required={required} optional={optional}>
      {(control) => <Input {...field} {...control} type="date" min={min} max={max} disabled={disabled} value={value ?? ""} className="num w-44 max-w-full" />}
    </Field>
  );
}

/** Yes or no. */
export function CheckboxField({ name, label, hint, disabled }: FieldProps) {
  const { error, value, ...field } = useField(name, label);
  return (
    <div>
      <Checkbox {...field} label={label} hint={hint} disabled={disabled} checked={Boolean(value)} aria-invalid={error ? true : undefined} />
      {error ? <p className="pl-6 text-small text-stop">{error}</p> : null}
    </div>
  );
}

type RadioFieldProps = FieldProps & { options: readonly { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[]; row?: boolean };

/** One of a few, all in sight. */
export function RadioField({ name, label, hint, options, row }: RadioFieldProps) {
  const { error, value, onChange, onBlur, ref } = useField(name, label);
  return (
    <RadioGroup
      focusRef={ref}
      legend={label}
      hint={hint}
      name={name}
      options={options}
      row={row}
      value={value ?? ""}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
    />
  );
}
