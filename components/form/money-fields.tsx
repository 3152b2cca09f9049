"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { fenToDecimalString, tryParseYuan } from "@/lib/money";
import { useField, type FieldProps } from "./use-field";

/** The text typed, kept beside the value it stands for until the value changes from outside. */
function useDraft(value: unknown, toText: (value: unknown) => string) {
  const [draft, setDraft] = useState({ text: toText(value), value });
  const text = Object.is(draft.value, value) ? draft.text : toText(value);
  return { text, keep: (next: string, nextValue: unknown) => setDraft({ text: next, value: nextValue }) };
}

const yuanText = (value: unknown) =>
  typeof value === "string" && /^-?\d+$/u.test(value) ? fenToDecimalString(BigInt(value)) : typeof value === "bigint" ? fenToDecimalString(value) : "";

/** An amount in yuan; the form holds whole fen as a string. What is no amount becomes a text no schema takes. */
export function MoneyField({ name, label, hint, required, optional, disabled, currencySign = "¥" }: FieldProps & { currencySign?: string }) {
  const { error, value, onChange, ...field } = useField(name, label);
  const { text, keep } = useDraft(value, yuanText);
  const type = (typed: string) => {
    const parsed = tryParseYuan(typed);
    const next = typed.trim() === "" ? "" : parsed.ok ? parsed.fen.toString() : `${currencySign}${typed}`;
    keep(typed, next);
    onChange(next);
  };
  return (
    <Field label={label} hint={hint} error={error} required={required} optional={optional}>
      {(control) => (
        <span className="relative block w-56 max-w-full">
          <span aria-hidden className="absolute top-1.5 left-2.5 text-ink-3">
            {currencySign}
          </span>
          <Input
            {...field}
            {...control}
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            value={text}
            onChange={(event) => type(event.target.value)}
            className="num pl-7 text-right"
          />
        </span>
      )}
    </Field>
  );
}

const percentText = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? String(value / 100) : "");

/** A percentage with at most two decimals; the form holds basis points as a whole number. */
export function PercentField({ name, label, hint, required, optional, disabled }: FieldProps) {
  const { error, value, onChange, ...field } = useField(name, label);
  const { text, keep } = useDraft(value, percentText);
  const type = (typed: string) => {
    const plain = typed.normalize("NFKC").replace("%", "").trim();
    const next = plain === "" ? undefined : /^\d{1,3}(\.\d{1,2})?$/u.test(plain) ? Math.round(Number(plain) * 100) : Number.NaN;
    keep(typed, next);
    onChange(next);
  };
  return (
    <Field label={label} hint={hint} error={error} required={required} optional={optional}>
      {(control) => (
        <span className="relative block w-32 max-w-full">
          <Input
            {...field}
            {...control}
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            value={text}
            onChange={(event) => type(event.target.value)}
            className="num pr-7 text-right"
          />
          <span aria-hidden className="absolute top-1.5 right-2.5 text-ink-3">
            %
          </span>
        </span>
      )}
    </Field>
  );
}
