"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { isCurrent } from "./nav-link";
import type { NavGroup } from "./types";

/** Where one stands, read from the rail: its group, then its line. The page's heading names the object itself. */
export function Crumbs({ nav }: { nav: readonly NavGroup[] }) {
  const t = useTranslations("ui");
  const pathname = usePathname();
  const group = nav.find((one) => one.items.some((item) => isCurrent(pathname, item)));
  const item = group?.items.find((one) => isCurrent(pathname, one));
  if (!item) return <span />;
  const here = pathname === item.href.split("?")[0];
  return (
    <nav aria-label={t("shell.crumbs")} className="min-w-0">
      <ol className="flex min-w-0 gap-1.5">
        {group?.label ? (
          <li className="truncate">
            {group.label} <span aria-hidden>/</span>
          </li>
        ) : null}
        <li className="truncate">
          {here ? (
            <span aria-current="page">{item.label}</span>
          ) : (
            <Link href={item.href} className="hover:text-ink">
              {item.label}
            </Link>
          )}
        </li>
      </ol>
    </nav>
  );
}
