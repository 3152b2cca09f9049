"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";

export type MenuItem = {
  key: string;
  label: string;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  /** Why this cannot be done now; stands under the label. */
  disabledReason?: string | null;
  danger?: boolean;
};

type MenuProps = { label: string; trigger: ReactNode; items: readonly MenuItem[]; align?: "start" | "end" };

const row = "flex min-h-8 flex-wrap items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-sunk";

/** A few acts behind one button, with arrow keys and first letters. */
export function Menu({ label, trigger, items, align = "end" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger aria-label={label} className={buttonStyle({ variant: "quiet", size: "sm" })}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup className="max-w-72 min-w-44 rounded-lg border border-hair-strong bg-sheet p-1 shadow-lift">
            {items.map((item) =>
              item.href && !item.disabledReason ? (
                <Base.LinkItem key={item.key} className={row} render={<Link href={item.href} />}>
                  {item.icon}
                  {item.label}
                </Base.LinkItem>
              ) : (
                <Base.Item
                  key={item.key}
                  disabled={Boolean(item.disabledReason)}
                  onClick={item.onSelect}
                  className={`${row} ${item.danger ? "text-stop" : ""}`}
                >
                  {item.icon}
                  <span className={item.disabledReason ? "opacity-60" : ""}>{item.label}</span>
                  {item.disabledReason ? <span className="small basis-full">{item.disabledReason}</span> : null}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
