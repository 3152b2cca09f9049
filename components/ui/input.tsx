import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";

/** One line of text. */
export function Input({ className, invalid, type = "text", ...rest }: ComponentProps<"input"> & { invalid?: boolean }) {
  return <input type={type} aria-invalid={invalid || undefined} className={cn(controlStyle, "h-8", className)} {...rest} />;
}
