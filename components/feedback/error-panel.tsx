import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type ErrorPanelProps = {
  what: ReactNode;
  why?: ReactNode;
  todo?: ReactNode;
  /** Named to the helper who looks into it. */
  requestId?: string | null;
  action?: ReactNode;
};

/** What went wrong, why, and what to do about it. */
export function ErrorPanel({ what, why, todo, requestId, action }: ErrorPanelProps) {
  const t = useTranslations("ui");
  return (
    <section role="alert" className="max-w-[640px] rounded-lg border border-stop bg-sheet px-5 py-4">
      <h2 className="text-lead text-stop">{what}</h2>
      {why ? <p className="mt-1 text-ink-2">{why}</p> : null}
      {todo ? <p className="mt-2">{todo}</p> : null}
      {action ? <div className="mt-3 flex gap-2">{action}</div> : null}
      {requestId ? (
        <p className="small num mt-3">
          {t("error.requestId")} <code className="font-mono select-all">{requestId}</code>
        </p>
      ) : null}
    </section>
  );
}
