import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type RailStep = {
  key: string;
  label: ReactNode;
  /** When it happened, or is expected, in words. */
  at?: ReactNode;
  /** "ended": it came to its end here. */
  state: "done" | "current" | "todo" | "ended";
  note?: ReactNode;
};

const line = { done: "before:bg-ink", current: "before:bg-hair-strong", todo: "before:bg-hair-strong", ended: "before:bg-hair-strong" };
const dot = {
  done: "after:border-ink after:bg-ink",
  current: "after:border-seal after:bg-seal after:ring-4 after:ring-seal-soft",
  todo: "after:border-hair-strong after:bg-sheet",
  ended: "after:border-seal after:bg-seal after:ring-4 after:ring-seal-soft",
};

/** The road of one object: what is behind, where it stands and whose turn it is, what lies ahead. */
export function StatusRail({ label, steps }: { label: string; steps: readonly RailStep[] }) {
  const t = useTranslations("ui");
  return (
    <ol aria-label={label} className="grid gap-y-2 border-t border-hair px-6 pt-3.5 pb-4 md:auto-cols-fr md:grid-flow-col">
      {steps.map((step) => (
        <li
          key={step.key}
          aria-current={step.state === "current" || step.state === "ended" ? "step" : undefined}
          className={`small relative pl-5 before:absolute before:top-1.5 before:-bottom-3 before:left-1 before:w-px after:absolute after:top-1 after:left-0 after:size-[9px] after:rounded-full after:border-[1.5px] last:before:hidden md:pt-4 md:pr-2 md:pl-0 md:before:top-1 md:before:right-0 md:before:bottom-auto md:before:left-0 md:before:h-px md:before:w-auto md:after:top-0 md:last:before:block ${line[step.state]} ${dot[step.state]}`}
        >
          <b className={`block font-[560] ${step.state === "current" || step.state === "ended" ? "text-seal" : "text-ink"}`}>
            {step.label}
            <span className="sr-only"> ({t(`rail.${step.state}`)})</span>
          </b>
          {[step.at, step.note].filter(Boolean).map((part, index) => (
            <span key={index}>
              {index > 0 ? " · " : ""}
              {part}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
