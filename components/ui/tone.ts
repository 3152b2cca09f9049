/** How a thing stands: done well, waiting for somebody, under way, stopped, of no concern. */
export type Tone = "ok" | "wait" | "run" | "stop" | "mute";

export const toneInk: Record<Tone, string> = {
  ok: "text-ok",
  wait: "text-wait",
  run: "text-run",
  stop: "text-stop",
  mute: "text-mute",
};

export const toneSoft: Record<Tone, string> = {
  ok: "bg-ok-soft",
  wait: "bg-wait-soft",
  run: "bg-run-soft",
  stop: "bg-stop-soft",
  mute: "bg-mute-soft",
};
