"use client";

import { useRef } from "react";

type SendKey = {
  /** The key of this content: the same as long as the same is tried again. */
  readonly of: (content: unknown) => string;
  /** It arrived: what comes next is new, even if it reads alike. */
  readonly done: () => void;
};

const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Names each sending, so that one tried again after a lost answer is not written twice. */
export function useSendKey(): SendKey {
  const last = useRef<{ content: string; key: string } | null>(null);
  const of = (given: unknown) => {
    const content = JSON.stringify(given);
    if (last.current?.content !== content) last.current = { content, key: fresh() };
    return last.current.key;
  };
  return { of, done: () => (last.current = null) };
}
