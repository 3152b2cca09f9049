"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import type { NavItem } from "./types";

/** Whether a path lies at or under a link. */
export function isCurrent(pathname: string, { href, exact }: NavItem): boolean {
  const path = href.split("?")[0] ?? href;
  return pathname === path || (!exact && pathname.startsWith(`${path}/`));
}

/** One line of the rail, marked when it is where one stands. */
export function NavLink({ item, countLabel }: { item: NavItem; countLabel?: string }) {
  const current = isCurrent(usePathname(), item);
  return (
    <Link
      href={item.href}
      aria-current={current ? "page" : undefined}
      onClick={() => document.getElementById("rail")?.hidePopover()}
      className="flex min-h-[30px] items-center justify-between gap-2 rounded-sm px-2 py-[5px] text-ink-2 hover:text-ink aria-[current]:bg-sunk aria-[current]:font-[560] aria-[current]:text-ink aria-[current]:shadow-[inset_2px_0_0_var(--seal)]"
    >
      <span className="truncate">{item.label}</span>
      {item.count ? (
        <span className={`num text-micro ${item.hot ? "font-semibold text-seal" : "text-ink-3"}`}>
          {item.count}
          {countLabel ? <span className="sr-only"> {countLabel}</span> : null}
        </span>
      ) : null}
    </Link>
  );
}
