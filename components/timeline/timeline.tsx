import type { ReactNode } from "react";
import { DateTime } from "@/components/ui/date-time";
import { Link } from "@/components/ui/link";
import { toneInk, type Tone } from "@/components/ui/tone";

type TimelineItem = {
  key: string;
  at: string | Date;
  title: ReactNode;
  body?: ReactNode;
  /** Who did it, in words. */
  actor?: ReactNode;
  /** key: yours to know first, in seal red. */
  tone?: Tone | "key" | "plain";
  href?: string;
};

const dotInk = (tone: TimelineItem["tone"]) => (tone === "key" ? "text-seal" : !tone || tone === "plain" ? "text-hair-strong" : toneInk[tone]);

/** All that happened to one object, newest first as given: states, words, files, deliveries, acts of the system. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="ml-1">
      {items.map((item) => (
        <li key={item.key} className="relative border-l border-hair-strong pb-3 pl-3.5">
          <span aria-hidden className={`absolute top-1.5 -left-1 size-[7px] rounded-full bg-current ${dotInk(item.tone)}`} />
          {item.href ? (
            <Link href={item.href} className="link">
              {item.title}
            </Link>
          ) : (
            item.title
          )}
          <div className="small">
            <DateTime at={item.at} />
            {item.actor ? <> · {item.actor}</> : null}
          </div>
          {item.body ? <div className="mt-0.5 break-words whitespace-pre-line text-ink-2">{item.body}</div> : null}
        </li>
      ))}
    </ol>
  );
}
