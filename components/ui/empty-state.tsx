import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "./link-button";

export type EmptyStateProps =
  | { kind: "nothing-yet"; title: string; body: ReactNode; action: ReactNode }
  | { kind: "no-match"; clearHref: string; title?: string; body?: ReactNode }
  | {
      kind: "no-right";
      /** The permission that is missing, in words. */
      permission: string;
      /** Who can grant it. */
      ask: string;
      action?: ReactNode;
    };

/** Why there is nothing here, and the one thing to do about it. */
export function EmptyState(props: EmptyStateProps) {
  const t = useTranslations("ui");
  if (props.kind === "nothing-yet") return <Frame title={props.title} body={props.body} action={props.action} />;
  if (props.kind === "no-match") {
    return (
      <Frame
        title={props.title ?? t("empty.noMatch")}
        body={props.body ?? t("empty.noMatchBody")}
        action={<LinkButton href={props.clearHref}>{t("filter.clear")}</LinkButton>}
      />
    );
  }
  return <Frame title={t("empty.noRight", { permission: props.permission })} body={t("empty.ask", { who: props.ask })} action={props.action} />;
}

function Frame({ title, body, action }: { title: string; body: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-1 px-6 py-12 text-center whitespace-normal">
      <p className="font-[620]">{title}</p>
      <div className="max-w-[52ch] text-ink-2">{body}</div>
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
