import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Gate = { key: string; label: ReactNode; note?: ReactNode; aside?: ReactNode; state: "passed" | "blocked" | "later" };

const face = {
  passed: { mark: "✓", look: "text-ok" },
  blocked: { mark: "●", look: "text-seal" },
  later: { mark: "○", look: "text-ink-3" },
};

/** Conditions one after another: passed, blocking, still to come. */
export function GateList({ items }: { items: readonly Gate[] }) {
  const t = useTranslations("ui");
  return (
    <ol>
      {items.map((item) => (
        <li key={item.key} className="grid grid-cols-[18px_1fr_auto] gap-2 border-b border-hair py-[9px]">
          <span className={face[item.state].look}>
            <span aria-hidden>{face[item.state].mark}</span>
            <span className="sr-only">{t(`gate.${item.state}`)}</span>
          </span>
          <span className={item.state === "later" ? "text-ink-2" : item.state === "blocked" ? "font-[620]" : ""}>
            {item.label}
            {item.note ? <span className="small ml-1.5">{item.note}</span> : null}
          </span>
          <span className="small num">{item.aside}</span>
        </li>
      ))}
    </ol>
  );
}
