"use client";

import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { useLive } from "@/components/demand/use-live";
import { api } from "@/components/trpc/client";
import type { QuotableSpec } from "@/server/modules/offer/contract";
import type { QuoteInput, QuoteLine, QuotePreview } from "@/server/modules/offer/contract-quote";
import { figuresOf, type Row } from "./line-figures";

const pause = 250;

/**
 * What the server says of a half-written offer: asked again a moment after the last keystroke, the earlier question taken
 * back. `current` is false while the answer belongs to what stood there before.
 */
export function useQuote(org: string, input: QuoteInput | null, onAnswer?: (preview: QuotePreview) => void): { preview: QuotePreview | null; current: boolean } {
  const [answer, setAnswer] = useState<{ key: string; preview: QuotePreview } | null>(null);
  const latest = useRef(onAnswer);
  useEffect(() => {
    latest.current = onAnswer;
  });
  const key = input ? JSON.stringify(input) : null;
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const told = (preview: QuotePreview) => {
      setAnswer({ key, preview });
      latest.current?.(preview);
    };
    const timer = setTimeout(() => {
      // What cannot be priced yet is said by the fields when it is sent.
      void api(org).offer.quote.query(JSON.parse(key) as QuoteInput, { signal: stop.signal }).then(told, () => undefined);
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [org, key]);
  return { preview: key === null ? null : (answer?.preview ?? null), current: answer?.key === key };
}

type Told = {
  preview: QuotePreview | null;
  current: boolean;
  /** What is said of the form's line at this place; null while it is not filled in. */
  lineAt: (at: number) => QuoteLine | null;
  /** What keeps that line, or (without a place) the whole, from being sent: keys of sentences. */
  problemsAt: (at: number | null) => readonly string[];
};
const QuoteContext = createContext<Told>({ preview: null, current: false, lineAt: () => null, problemsAt: () => [] });
export const useTold = () => useContext(QuoteContext);

type QuoteOfFormProps = { org: string; specs: readonly QuotableSpec[]; demandId?: string; offerId?: string; onOutcome: (outcome: QuotePreview["outcome"]) => void; children: ReactNode };

/** Asks about the form around it as it is written, and gives the answer to what is drawn inside. */
export function QuoteOfForm({ org, specs, demandId, offerId, onOutcome, children }: QuoteOfFormProps) {
  const [rows] = useLive<Row[]>("lines");
  const [account] = useLive<string>("buyerAccount");
  const places: number[] = [];
  const lines = rows.flatMap((row, at) => {
    const figures = figuresOf(row, specs.find((spec) => spec.id === row.productSpecId));
    if (!figures) return [];
    places.push(at);
    const shareBp = Number.isInteger(row.shareBp) ? row.shareBp : undefined;
    return [{ productSpecId: row.productSpecId, quantity: figures.quantity, periodNumber: figures.periodNumber, rateBp: figures.rateBp, shareBp }];
  });
  const input = lines.length === 0 ? null : { offerId, demandId, buyerAccount: account.trim() || undefined, lines };
  const { preview, current } = useQuote(org, input, (answer) => onOutcome(answer.outcome));
  const lineAt = (at: number) => {
    const line = preview?.lines[places.indexOf(at)];
    return line && line.productSpecId === rows[at]?.productSpecId ? line : null;
  };
  const problemsAt = (at: number | null) => {
    const prefix = at === null ? null : `lines.${places.indexOf(at)}.`;
    return Object.entries(preview?.problems ?? {}).flatMap(([path, key]) => ((prefix ? path.startsWith(prefix) : !/^lines\.\d/u.test(path)) ? [key] : []));
  };
  return <QuoteContext value={{ preview, current, lineAt, problemsAt }}>{children}</QuoteContext>;
}
