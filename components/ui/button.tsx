import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonLook } from "./button-style";
import { DisabledButton } from "./disabled-button";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    icon?: ReactNode;
    /** Work is under way: the button stays focusable and does nothing. */
    pending?: boolean;
    /** Why this cannot be done now; the button stays visible and says so. */
    disabledReason?: string | null;
  };

/** A verb and a noun one can press. Out of reach it says why, it is never hidden. */
export function Button({ variant, size, icon, pending, disabledReason, className, children, type = "button", ...rest }: ButtonProps) {
  const look = `${buttonStyle({ variant, size })} ${className ?? ""}`;
  if (disabledReason) {
    return (
      <DisabledButton className={look} reason={disabledReason}>
        {icon}
        {children}
      </DisabledButton>
    );
  }
  const waiting = pending ? { "aria-disabled": true, "aria-busy": true, type: "button" as const, onClick: undefined } : { type };
  return (
    <button className={look} {...rest} {...waiting}>
      {icon}
      {children}
    </button>
  );
}
