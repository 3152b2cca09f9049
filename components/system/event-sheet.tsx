import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { SideSheet } from "@/components/ui/side-sheet";
import type { InboundDetail } from "@/server/modules/system/contract";
import { ActButton } from "./act-button";
import { EventState, useReason } from "./event-list";

type EventSheetProps = { event: InboundDetail; closeHref: string; orgSlug: string; mayOperate: boolean };

/** One event with the data that was signed, and what it waits for. */
export function EventSheet({ event, closeHref, orgSlug, mayOperate }: EventSheetProps) {
  const t = useTranslations("system.events");
  const reasonOf = useReason();
  const waits = event.waitsFor ? [{ term: t("column.waitsFor"), value: <span className="break-all">{event.waitsFor}</span> }] : [];
  const again = mayOperate && (event.state === "parked" || event.state === "conflict");
  return (
    <SideSheet closeHref={closeHref} title={event.type} eyebrow={event.webhookId} footer={again ? <ActButton orgSlug={orgSlug} act="retryEvent" id={event.id} /> : null}>
      <DefinitionList
        items={[
          { term: t("column.state"), value: <EventState state={event.state} /> },
          { term: t("column.reason"), value: reasonOf(event.parkedReason) },
          ...waits,
          { term: t("column.occurred"), value: <DateTime at={event.occurredAt} precision="second" /> },
          { term: t("column.at"), value: <DateTime at={event.receivedAt} precision="second" /> },
          { term: t("column.applied"), value: <DateTime at={event.appliedAt} precision="second" /> },
        ]}
      />
      <h3 className="mt-4 font-[620]">{t("column.data")}</h3>
      <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-md bg-sunk p-3 text-small">
        {JSON.stringify(event.data, null, 2)}
      </pre>
    </SideSheet>
  );
}
