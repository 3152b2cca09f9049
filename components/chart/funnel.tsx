import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { grouped } from "@/lib/counts";

type FunnelStep = {
  key: string;
  label: string;
  count: number;
  /** What else is known of the step, in words: its share, its median time. */
  note?: string;
  href?: string;
  /** What the step comes to, in money. */
  amount?: string;
  /** The goal, in seal red. */
  final?: boolean;
};

/** How many came how far; each step opens its rows. */
export function Funnel({ title, note, asOf, steps }: { title: string; /** What is counted, and of when. */ note?: string; asOf?: ReactNode; steps: readonly FunnelStep[] }) {
  const t = useTranslations("ui");
  const id = useId();
  const most = Math.max(1, ...steps.map((step) => step.count));
  return (
    <figure aria-labelledby={id} className="px-[18px] pt-3 pb-4">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id={id}>{title}</h2>
        {asOf ? (
          <span className="small">
            {t("chart.asOf")} {asOf}
          </span>
        ) : null}
        {note ? <p className="small basis-full">{note}</p> : null}
      </div>
      <ol className="num">
        {steps.map((step) => (
          <li key={step.key} className={`grid min-h-[30px] items-center gap-2.5 text-[12.5px] ${step.amount === undefined ? "grid-cols-[86px_1fr_128px]" : "grid-cols-[86px_1fr_104px] sm:grid-cols-[86px_1fr_210px]"}`}>
            <span>{step.label}</span>
            <span
              aria-hidden
              className={`h-3.5 rounded-[2px] opacity-85 ${step.final ? "bg-seal" : "bg-ink"}`}
              style={{ width: `${(step.count / most) * 100}%` }}
            />
            <span>
              {step.href ? (
                <Link href={step.href} className="link">
                  {grouped(step.count)}
                </Link>
              ) : (
                grouped(step.count)
              )}
              {step.note ? ` · ${step.note}` : ""}
              {step.amount === undefined ? null : <span className="two max-sm:block"> <span aria-hidden className="max-sm:hidden">· </span>{step.amount}</span>}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
