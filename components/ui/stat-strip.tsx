import type { ReactNode } from "react";
import { Link } from "./link";

type Stat = { label: string; value: ReactNode; note?: ReactNode; href?: string };

/** The few figures a page opens with; each opens the rows behind it. */
export function StatStrip({ items }: { items: readonly Stat[] }) {
  return (
    <dl className="num mb-[18px] grid grid-cols-1 overflow-hidden rounded-lg border border-hair bg-sheet sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      {items.map((item) => (
        <div key={item.label} className="relative border-b border-hair px-[18px] py-3.5 last:border-0 lg:border-r lg:border-b-0">
          <dt className="small">{item.label}</dt>
          <dd className="text-figure leading-snug font-[620] tracking-[-0.01em]">
            {item.href ? (
              <Link href={item.href} className="after:absolute after:inset-0 hover:underline hover:decoration-1 hover:underline-offset-4">
                {item.value}
              </Link>
            ) : (
              item.value
            )}
          </dd>
          {item.note ? <dd className="small">{item.note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
