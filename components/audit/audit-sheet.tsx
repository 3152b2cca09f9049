import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { SideSheet } from "@/components/ui/side-sheet";
import { TextLink } from "@/components/ui/link-button";
import type { AuditLine } from "@/server/modules/audit/contract";
import { RecordName } from "./audit-list";
import { useWords } from "./use-words";

type AuditSheetProps = { line: AuditLine; home: string; closeHref: string; nounHref: string | null };

/** One recorded act in full, with its place in the chain. */
export function AuditSheet({ line, home, closeHref, nounHref }: AuditSheetProps) {
  const t = useTranslations("audit");
  const words = useWords();
  const facts = words.factsOf(line).map(({ term, value }) => ({ term, value: <span className="break-words">{value}</span> }));
  const record = (
    <>
      <RecordName line={line} home={home} kind={words.kindOf(line.noun)} />
      {nounHref ? <span className="small block"><TextLink href={nounHref}>{t("filter.one")}</TextLink></span> : null}
    </>
  );
  return (
    <SideSheet closeHref={closeHref} title={words.actOf(line)} eyebrow={t("sheet.title", { position: line.position })}>
      <DefinitionList
        items={[
          { term: t("column.actor"), value: words.actorOf(line, true) },
          { term: t("column.at"), value: <DateTime at={line.at} precision="second" /> },
          { term: t("sheet.businessAt"), value: <DateTime at={line.businessAt} precision="second" /> },
          { term: t("column.noun"), value: record },
          ...facts,
          { term: t("sheet.act"), value: <code>{line.act}</code> },
          { term: t("sheet.requestId"), value: <span className="break-all">{line.requestId}</span> },
          { term: t("sheet.seq"), value: line.seq },
          { term: t("sheet.hash"), value: <span className="break-all">{line.hash}</span> },
        ]}
      />
    </SideSheet>
  );
}
