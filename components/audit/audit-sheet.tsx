import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { SideSheet } from "@/components/ui/side-sheet";
import { TextLink } from "@/components/ui/link-button";
import type { AuditLine } from "@/server/modules/audit/contract";
import { useActorName } from "./audit-list";

type AuditSheetProps = { line: AuditLine; closeHref: string; nounHref: string | null };

/** One recorded act in full, with its place in the chain. */
export function AuditSheet({ line, closeHref, nounHref }: AuditSheetProps) {
  const t = useTranslations("audit");
  const nameOf = useActorName();
  const details = Object.entries(line.detail).map(([term, value]) => ({ term, value: typeof value === "object" ? JSON.stringify(value) : String(value) }));
  return (
    <SideSheet closeHref={closeHref} title={<code>{line.act}</code>} eyebrow={t("sheet.title", { position: line.position })}>
      <DefinitionList
        items={[
          { term: t("column.actor"), value: nameOf(line) },
          { term: t("column.at"), value: <DateTime at={line.at} precision="second" /> },
          { term: t("sheet.businessAt"), value: <DateTime at={line.businessAt} precision="second" /> },
          { term: t("column.noun"), value: nounHref ? <TextLink href={nounHref}>{t("filter.one")}</TextLink> : line.noun },
          ...details,
          { term: t("sheet.requestId"), value: <span className="break-all">{line.requestId}</span> },
          { term: t("sheet.seq"), value: line.seq },
          { term: t("sheet.hash"), value: <span className="break-all">{line.hash}</span> },
        ]}
      />
    </SideSheet>
  );
}
