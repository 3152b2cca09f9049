import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({ className, invalid, rows = 4, ...rest }: ComponentProps<"textarea"> & { invalid?: boolean }) {
  return <textarea rows={rows} aria-invalid={invalid || undefined} className={cn(controlStyle, "field-sizing-content min-h-20 py-1.5", className)} {...rest} />;
}
