import type { ReactNode } from "react";

type Definition = { term: ReactNode; value: ReactNode; hint?: ReactNode };
type DefinitionListProps = {
  items: readonly Definition[];
  columns?: 1 | 2;
  /** A reckoning: values at the end of their line, a rule above the last. */
  money?: boolean;
};

/** Names and their values; side by side where the card itself has room for two. */
export function DefinitionList({ items, columns = 1, money }: DefinitionListProps) {
  if (money) {
    return (
      <dl className="num">
        {items.map((item, index) => (
          <div
            key={index}
            className="flex min-h-[30px] items-center justify-between gap-4 border-b border-hair last:border-t last:border-b-0 last:border-t-hair-strong last:font-[640]"
          >
            <dt className={index < items.length - 1 ? "text-ink-2" : ""}>
              {item.term}
              {item.hint ? <span className="small ml-1.5">{item.hint}</span> : null}
            </dt>
            <dd className="text-right">{item.value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <div className="@container">
      <dl className={`grid gap-x-8 ${columns === 2 ? "@xl:grid-cols-2" : ""}`}>
        {items.map((item, index) => (
          <div key={index} className="grid grid-cols-[112px_minmax(0,1fr)] gap-3 border-b border-hair py-2 last:border-b-0">
            <dt className="min-w-0 break-words text-ink-3">{item.term}</dt>
            <dd className="min-w-0 break-words">
              {item.value}
              {item.hint ? <span className="small block">{item.hint}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
