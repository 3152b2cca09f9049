import type { ReactNode } from "react";

export type Notice = { title: ReactNode; description?: ReactNode; tone: "plain" | "error" };

type Listener = (notice: Notice) => void;

const waiting: Notice[] = [];
let listener: Listener | undefined;

function post(notice: Notice): void {
  if (listener) listener(notice);
  else waiting.push(notice);
}

/** A passing notice of what was done, or could not be; for acts that have no form or dialog to speak in. */
export const toast = Object.assign((title: ReactNode, options: { description?: ReactNode } = {}) => post({ title, tone: "plain", ...options }), {
  error: (title: ReactNode, options: { description?: ReactNode } = {}) => post({ title, tone: "error", ...options }),
});

/** Hands over every notice, those that waited first. Returns how to stop. */
export function onNotice(next: Listener): () => void {
  listener = next;
  for (const notice of waiting.splice(0)) next(notice);
  return () => {
    if (listener === next) listener = undefined;
  };
}
