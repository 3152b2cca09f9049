import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { SideSheet } from "@/components/ui/side-sheet";
import type { MessageDetail } from "@/server/modules/fulfilment/contract";
import { CallFacts } from "./call-panel";
import { CallFailure, CallStatus, useRestartReason } from "./call-words";
import { RestartButton } from "./restart-button";

type CallSheetProps = { message: MessageDetail; orgSlug: string; mayRestart: boolean; closeHref: string; home: string };

/** One call: why it failed, what was sent, what came back. */
export function CallSheet({ message, orgSlug, mayRestart, closeHref, home }: CallSheetProps) {
  const t = useTranslations("fulfilment");
  const reason = useRestartReason(message, mayRestart);
  return (
    <SideSheet
      closeHref={closeHref}
      title={message.orderNumber}
      eyebrow={message.lineNumber}
      footer={
        <>
          <RestartButton orgSlug={orgSlug} messageId={message.id} disabledReason={reason} size="md" />
          <LinkButton href={`${home}/orders/${message.orderId}`}>{t("detail.order")}</LinkButton>
        </>
      }
    >
      <div className="grid gap-4 pt-2">
        <div>
          <CallStatus state={message.status} />
        </div>
        <CallFailure message={message} />
        <CallFacts message={message} />
        <Wire title={t("detail.request")} text={message.request ?? t("panel.waiting")} />
        <Wire title={t("detail.answer")} text={message.answer ?? t("detail.nothing")} />
      </div>
    </SideSheet>
  );
}

function Wire({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <h3 className="mb-1">{title}</h3>
      <pre tabIndex={0} role="group" aria-label={title} className="small num max-h-72 overflow-auto rounded-sm bg-sunk p-3 break-all whitespace-pre-wrap text-ink-2">
        {text}
      </pre>
    </div>
  );
}
