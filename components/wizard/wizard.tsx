import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Progress } from "@/components/ui/progress";

type WizardStep = { key: string; label: string; href: string; state: "done" | "current" | "todo" | "problem"; note?: string };

type WizardProps = {
  label: string;
  steps: readonly WizardStep[];
  /** How many of the required parts are filled in. */
  completeness: { done: number; total: number };
  children: ReactNode;
  footer?: ReactNode;
};

const mark = { done: "✓", current: "●", todo: "○", problem: "!" };
const ink = { done: "text-ok", current: "text-seal", todo: "text-ink-3", problem: "text-stop font-bold" };

/** A long application in steps: each has its URL, any can be opened at any time. */
export function Wizard({ label, steps, completeness, children, footer }: WizardProps) {
  const t = useTranslations("ui");
  return (
    <div className="grid gap-[18px] md:grid-cols-[208px_minmax(0,1fr)]">
      <div className="grid content-start gap-3">
        <Progress label={t("wizard.complete")} value={completeness.done} max={completeness.total} detail={t("wizard.parts", completeness)} />
        <nav aria-label={label}>
          <ol className="grid gap-0.5">
            {steps.map((step) => (
              <li key={step.key}>
                <Link
                  href={step.href}
                  aria-current={step.state === "current" ? "step" : undefined}
                  className="grid grid-cols-[18px_1fr] gap-1.5 rounded-sm px-2 py-[5px] text-ink-2 hover:bg-sunk aria-[current]:bg-sunk aria-[current]:font-[560] aria-[current]:text-ink"
                >
                  <span aria-hidden className={ink[step.state]}>
                    {mark[step.state]}
                  </span>
                  <span>
                    {step.label}
                    <span className="sr-only"> ({t(`wizard.${step.state}`)})</span>
                    {step.note ? <span className="small block">{step.note}</span> : null}
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      </div>
      <div className="min-w-0 rounded-lg border border-hair bg-sheet">
        <div className="p-5">{children}</div>
        {footer}
      </div>
    </div>
  );
}
