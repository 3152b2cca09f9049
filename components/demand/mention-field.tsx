"use client";

import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type TextareaHTMLAttributes } from "react";
import { useField } from "@/components/form/use-field";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Colleague } from "@/server/modules/demand/contract";
import { askedFor, withName } from "./mention";

type MentionFieldProps = { name: string; label: string; colleagues: readonly Colleague[]; rows?: number };

/** Several lines of text in which an @ offers the colleagues to name: arrows choose, Enter or Tab takes, Escape closes. */
export function MentionField({ name, label, colleagues, rows = 4 }: MentionFieldProps) {
  const t = useTranslations("demand.detail");
  const { error, value, onChange, ...field } = useField(name, label);
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<{ readonly whole: string; readonly place: number } | null>(null);
  const listId = useId();
  const [asked, setAsked] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const text = typeof value === "string" ? value : "";
  const offered = asked === null ? [] : colleagues.filter((one) => one.name.toLowerCase().includes(asked.toLowerCase())).slice(0, 6);
  const open = offered.length > 0;

  const look = (box: HTMLTextAreaElement) => {
    setAsked(askedFor(box.value.slice(0, box.selectionStart)));
    setAt(0);
  };
  const choose = (one: Colleague) => {
    const box = area.current;
    if (!box) return;
    const before = withName(text.slice(0, box.selectionStart), one.name);
    const whole = before + text.slice(box.selectionStart);
    onChange(whole);
    setAsked(null);
    caret.current = { whole, place: before.length };
  };
  // Set with the text itself: whoever types on at once, or leaves with Tab, is not called back a moment later.
  useLayoutEffect(() => {
    const wanted = caret.current;
    if (!wanted || area.current?.value !== wanted.whole) return;
    area.current.setSelectionRange(wanted.place, wanted.place);
    caret.current = null;
  });
  const steer = (event: KeyboardEvent) => {
    const chosen = offered[at];
    if (!chosen) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setAt((at + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else if (event.key === "Escape") setAsked(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const offering: TextareaHTMLAttributes<HTMLTextAreaElement> = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": open ? listId : undefined, "aria-activedescendant": open ? `${listId}-${at}` : undefined };
  return (
    <Field label={label} error={error} required hint={colleagues.length > 0 ? t("mentionHint") : undefined}>
      {(control) => (
        <div className="relative">
          <Textarea
            {...field}
            {...control}
            {...offering}
            ref={(box) => {
              area.current = box;
              field.ref(box);
            }}
            rows={rows}
            value={text}
            onChange={(event) => {
              onChange(event.target.value);
              look(event.target);
            }}
            onKeyDown={steer}
            onBlur={() => {
              setAsked(null);
              field.onBlur();
            }}
          />
          <span role="status" className="sr-only">
            {open ? t("offered", { n: offered.length }) : ""}
          </span>
          {open ? (
            <div id={listId} role="listbox" aria-label={t("colleagues")} className="flyout absolute inset-x-0 top-full z-10 mt-1 p-1">
              {offered.map((one, index) => (
                <div
                  key={one.personId}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    choose(one);
                  }}
                  className={`cursor-pointer rounded-sm px-2 py-1.5 ${index === at ? "bg-sunk" : ""}`}
                >
                  {one.name}
                </div>
              ))}
            </div>
          ) : null}
        </div>
      )}
    </Field>
  );
}
