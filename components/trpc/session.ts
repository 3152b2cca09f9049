/** Whether the server still knew the session when it was last asked. */
let ended = false;
const listeners = new Set<() => void>();

/** Told by each answer of the server. */
export function heardSession(lost: boolean): void {
  if (lost === ended) return;
  ended = lost;
  for (const listener of listeners) listener();
}

export const hasEnded = (): boolean => ended;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
