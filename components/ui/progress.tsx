import { useId, type ReactNode } from "react";
import type { Tone } from "./tone";

type ProgressProps = { label: ReactNode; value: number; max: number; detail?: ReactNode; tone?: Tone };

const fill: Record<Tone, string> = { ok: "bg-ok", wait: "bg-wait", run: "bg-ink", stop: "bg-stop", mute: "bg-mute" };

/** How far a piece of work has come, in figures and as a bar. */
export function Progress({ label, value, max, detail, tone = "run" }: ProgressProps) {
  const id = useId();
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3">
        <span id={id}>{label}</span>
        <span className="small num">{detail ?? `${value} / ${max}`}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        className="h-1.5 overflow-hidden rounded-full bg-mute-soft"
      >
        <div className={`h-full rounded-full ${fill[tone]}`} style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
