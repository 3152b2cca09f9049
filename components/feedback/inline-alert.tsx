import type { ReactNode } from "react";
import { toneInk, toneSoft, type Tone } from "@/components/ui/tone";

/** A sentence about what stands around it. Stop and wait are announced. */
export function InlineAlert({ tone, title, children }: { tone: Tone; title?: ReactNode; children?: ReactNode }) {
  return (
    <div role={tone === "stop" ? "alert" : "status"} className={`flex gap-2.5 rounded-md px-3.5 py-2.5 ${toneSoft[tone]}`}>
      <span aria-hidden data-tone={tone} className={`shape mt-[7px] inline-flex h-1.5 ${toneInk[tone]}`} />
      <div className="min-w-0">
        {title ? <p className={`font-[620] ${toneInk[tone]}`}>{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  );
}
