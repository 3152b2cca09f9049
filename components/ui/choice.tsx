import { useId, type ComponentProps, type ReactNode } from "react";

type ChoiceProps = ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode; look: "tick" | "toggle" };

/** A native control with its words beside it; the words are part of the target. */
export function Choice({ label, hint, look, id, ...rest }: ChoiceProps) {
  const own = useId();
  const hintId = `${own}-hint`;
  return (
    <div className="min-h-6">
      <label className="inline-flex items-start gap-2 py-0.5">
        <input id={id} role={look === "toggle" ? "switch" : undefined} className={look} aria-describedby={hint ? hintId : undefined} {...rest} />
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={hintId} className={`small ${look === "tick" ? "pl-6" : "pl-[38px]"}`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
