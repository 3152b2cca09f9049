import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

type PageHeaderProps = {
  title: ReactNode;
  /** How many there are, for a list. */
  count?: ReactNode;
  /** The object's status. */
  tag?: ReactNode;
  /** One quiet line: counterpart, period, "as of" with its time zone. */
  sub?: ReactNode;
  /** Plain buttons and at most one primary. */
  actions?: ReactNode;
  back?: { href: string; label: string };
};

/** The head of a page: the noun, how many or how it stands, and the one thing to do. */
export function PageHeader({ title, count, tag, sub, actions, back }: PageHeaderProps) {
  return (
    <div className="mb-[18px] flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        {back ? (
          <Link href={back.href} className="small inline-flex min-h-6 items-center hover:text-ink">
            ← {back.label}
          </Link>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h1 className="break-words">
            {title}
            {count === undefined ? null : <span className="small num ml-2 align-middle font-normal tracking-normal">{count}</span>}
          </h1>
          {tag}
        </div>
        {sub ? <div className="small mt-1">{sub}</div> : null}
      </div>
      {actions ? <div className="no-print flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
