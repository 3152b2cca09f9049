import { useLocale, useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Tag } from "@/components/ui/tag";
import { allows } from "@/lib/states/lifecycle";
import { messageLifecycle, type MessageState } from "@/lib/states/order";
import type { MessageDetail } from "@/server/modules/fulfilment/contract";

/** How a call of the seller's program stands. */
export function CallStatus({ state }: { state: MessageState }) {
  const english = useLocale() === "en";
  const entry = messageLifecycle.states[state];
  return <Tag tone={entry.tone}>{english ? entry.en : entry.zh}</Tag>;
}

/** Why a call failed and what to do about it, in the same words everywhere. */
export function CallFailure({ message }: { message: MessageDetail }) {
  const t = useTranslations("fulfilment");
  if (!message.errorCode) return null;
  return (
    <InlineAlert tone={message.status === "exhausted" ? "stop" : "wait"} title={t(`failure.${message.errorCode}`)}>
      {t(`todo.${message.errorCode}`)}
      {message.errorDetail ? <span className="small mt-1 block break-all whitespace-pre-wrap">{`${t("detail.raw")}: ${message.errorDetail}`}</span> : null}
    </InlineAlert>
  );
}

/** Why a call cannot be restarted now or by this person; null when it can. */
export function useRestartReason(message: MessageDetail, mayRestart: boolean): string | null {
  const t = useTranslations("fulfilment.restart");
  if (!allows(messageLifecycle, "restart", message.status)) return t("notNow");
  return mayRestart ? null : t("needs");
}
