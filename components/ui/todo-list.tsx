import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "./link";
import { LinkBusy } from "./link-busy";

type Todo = {
  key: string;
  title: ReactNode;
  note?: ReactNode;
  href: string;
  /** now: yours and pressing · soon: yours · info: to know. */
  urgency: "now" | "soon" | "info";
  /** The clock or date at the end of the line. */
  aside?: ReactNode;
};

const dot = { now: "bg-seal", soon: "rotate-45 rounded-[1px] bg-wait", info: "bg-hair-strong" };

/** What needs this person, the most pressing first. */
export function TodoList({ items }: { items: readonly Todo[] }) {
  const t = useTranslations("ui");
  return (
    <ul>
      {items.map((item) => (
        <li key={item.key} className="border-b border-hair last:border-0">
          <Link
            href={item.href}
            className="relative grid grid-cols-[8px_1fr] items-center gap-x-3 gap-y-1 px-4 py-[11px] -outline-offset-2 hover:bg-sunk sm:grid-cols-[8px_1fr_auto]"
          >
            <span aria-hidden className={`size-2 rounded-full ${dot[item.urgency]}`} />
            <span className="min-w-0">
              <span className="sr-only">{t(`urgency.${item.urgency}`)}: </span>
              <span className="font-[620]">{item.title}</span>
              {item.note ? <span className="small block">{item.note}</span> : null}
            </span>
            <LinkBusy />
            {item.aside ? <span className="small num col-start-2 sm:col-start-3">{item.aside}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
