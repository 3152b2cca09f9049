"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { controlStyle } from "./control-style";
import { cn } from "./cn";
import type { Option } from "./native-select";

type SelectProps = {
  label: string;
  options: readonly Option[];
  value: string | null;
  onValueChange: (value: string) => void;
  placeholder?: string;
  name?: string;
  id?: string;
  disabled?: boolean;
};

/** A list box for places where the browser's own list is too plain. */
export function Select({ label, options, value, onValueChange, placeholder, name, id, disabled }: SelectProps) {
  return (
    <Base.Root
      items={[...options]}
      value={value}
      name={name}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <Base.Trigger id={id} aria-label={label} className={cn(controlStyle, "flex h-8 items-center justify-between gap-2 text-left")}>
        <Base.Value placeholder={placeholder} />
        <Base.Icon>
          <ChevronsUpDown aria-hidden size={14} className="text-ink-3" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="max-h-72 min-w-[var(--anchor-width)] overflow-y-auto rounded-lg border border-hair-strong bg-sheet p-1 shadow-lift">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="flex min-h-8 items-center gap-2 rounded-sm px-2 data-disabled:opacity-50 data-highlighted:bg-sunk"
              >
                <span className="w-4">
                  <Base.ItemIndicator>
                    <Check aria-hidden size={14} />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText>{option.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
