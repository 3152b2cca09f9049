import { grouped } from "@/lib/counts";
import { Link } from "./link";

type LinkTab = { href: string; label: string; count?: number | string; current?: boolean };

/** Views of one thing side by side; which one is open is in the URL. */
export function LinkTabs({ label, items }: { label: string; items: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-hair">
      <ul className="flex gap-[18px] px-3.5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              scroll={false}
              aria-current={item.current ? "page" : undefined}
              className="block py-2.5 whitespace-nowrap text-ink-3 -outline-offset-2 hover:text-ink aria-[current]:font-[560] aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--ink)]"
            >
              {item.label}
              {item.count === undefined ? null : <span className="small num ml-1">{grouped(item.count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
