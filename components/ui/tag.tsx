import type { ReactNode } from "react";
import { toneInk, toneSoft, type Tone } from "./tone";

/** A status: shape, word and colour. */
export function Tag({ tone, children, className }: { tone: Tone; children: ReactNode; className?: string }) {
  return (
    <span
      data-tone={tone}
      className={`shape inline-flex h-5 items-center gap-[5px] rounded-xs px-[7px] align-middle text-small font-[540] whitespace-nowrap ${toneInk[tone]} ${toneSoft[tone]} ${className ?? ""}`}
    >
      {children}
    </span>
  );
}
