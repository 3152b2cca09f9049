"use client";

import { useEffect, useRef, useState } from "react";
import type { useFormParts } from "@/components/form/form-context";
import { api } from "@/components/trpc/client";
import { type DraftInput, draftInput } from "@/server/modules/demand/contract";
import { asDraft } from "./form-schema";

export type DraftState = { readonly kind: "untouched" | "unsaved" | "failed" } | { readonly kind: "saved"; readonly at: Date; readonly values: DraftInput };
const rest = 1500;

const hasWords = ({ name, mainAsk, description, customer }: DraftInput) => [name, mainAsk, description, customer.name].some((text) => text.trim() !== "");

/**
 * Keeps the draft on the server: by itself after a pause in typing, and on demand. One save at a time, so that a new
 * draft is never made twice. Answers its id; `keep` throws what the server refused.
 */
export function useDraft(org: string, startId: string | undefined) {
  const [demandId, setId] = useState(startId);
  const [state, setState] = useState<DraftState>({ kind: "untouched" });
  const known = useRef(startId);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const paused = useRef(false);
  const keep = (values: DraftInput): Promise<string> => {
    const saving = last.current.catch(() => undefined).then(async () => {
      const { id } = await api(org).demand.saveDraft.mutate({ ...values, demandId: known.current });
      // A reload goes on with the same draft.
      if (!known.current) window.history.replaceState(null, "", `?demand=${id}`);
      known.current = id;
      setId(id);
      setState({ kind: "saved", at: new Date(), values });
      return id;
    });
    last.current = saving;
    return saving;
  };
  /** While the draft is being sent nothing saves it by itself: what was sent is a draft no more. */
  const pause = (on: boolean) => {
    paused.current = on;
  };
  const isPaused = () => paused.current;
  return { demandId, state, setState, keep, pause, isPaused };
}

type Draft = ReturnType<typeof useDraft>;

/** Saves what can be saved whenever the typing rests; what cannot stays marked as unsaved. */
export function useAutosave(form: ReturnType<typeof useFormParts>["form"], { keep, setState, isPaused }: Draft): void {
  const latest = useRef({ keep, setState, isPaused });
  useEffect(() => {
    latest.current = { keep, setState, isPaused };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      if (latest.current.isPaused()) return;
      const values = asDraft(form.getValues() as DraftInput);
      const parsed = draftInput.safeParse(values);
      if (!parsed.success || !hasWords(parsed.data)) return;
      latest.current.keep(parsed.data).catch(() => latest.current.setState({ kind: "failed" }));
    };
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        // Sending saves by itself; what it sends must not be overtaken by an older state.
        if (form.formState.isSubmitting) return;
        latest.current.setState({ kind: "unsaved" });
        clearTimeout(timer);
        timer = setTimeout(save, rest);
      },
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [form]);
}
