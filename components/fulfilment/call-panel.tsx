import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import type { MessageDetail } from "@/server/modules/fulfilment/contract";
import { CallFailure, CallStatus, useRestartReason } from "./call-words";
import { RestartButton } from "./restart-button";

type CallProps = { message: MessageDetail; orgSlug: string; mayRestart: boolean };

/** On the order: whether the seller's program made the instance, and why not. */
export function CallPanel({ message, orgSlug, mayRestart }: CallProps) {
  const t = useTranslations("fulfilment");
  const reason = useRestartReason(message, mayRestart);
  const failed = message.status === "waiting_retry" || message.status === "exhausted";
  return (
    <Card title={t("panel.title")} note={message.lineNumber} actions={<CallStatus state={message.status} />} padded>
      <div className="grid gap-3">
        {failed ? <CallFailure message={message} /> : <p className="two">{t(message.status === "succeeded" ? "panel.done" : message.status === "polling" ? "panel.working" : "panel.waiting")}</p>}
        <CallFacts message={message} />
        {failed ? (
          <div>
            <RestartButton orgSlug={orgSlug} messageId={message.id} disabledReason={reason} />
          </div>
        ) : null}
      </div>
    </Card>
  );
}

/** Tries made and the next one. */
export function CallFacts({ message }: { message: MessageDetail }) {
  const t = useTranslations("fulfilment");
  return (
    <DefinitionList
      items={[
        { term: t("column.activity"), value: t(`activity.${message.activity}`) },
        { term: t("detail.attempts"), value: t("attempts", { n: message.attempts, most: message.maxAttempts }) },
        ...(message.nextAttemptAt ? [{ term: t("detail.next"), value: <DateTime at={message.nextAttemptAt} /> }] : []),
        ...(message.succeededAt ? [{ term: t("detail.succeeded"), value: <DateTime at={message.succeededAt} /> }] : []),
      ]}
    />
  );
}
