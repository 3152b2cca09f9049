import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";

export type Option = { value: string; label: string; disabled?: boolean };

type NativeSelectProps = ComponentProps<"select"> & { options: readonly Option[]; placeholder?: string; invalid?: boolean };

/** The browser's own list, dressed like our fields. */
export function NativeSelect({ options, placeholder, invalid, className, ...rest }: NativeSelectProps) {
  return (
    <span className="relative block">
      <select aria-invalid={invalid || undefined} className={cn(controlStyle, "h-8 appearance-none pr-8", className)} {...rest}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden size={14} className="pointer-events-none absolute top-2.5 right-2.5 text-ink-3" />
    </span>
  );
}
