import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { InvoicePreview, RequisitionDetail } from "@/server/modules/invoice/contract";
import { Differences, FieldTable } from "./reading-view";
import { SubmitButton } from "./submit-button";

type Values = Readonly<Record<string, string>>;

/** A sentence of three parts under a key of this noun. */
function Sentence({ at, values }: { at: string; values: Values }) {
  const t = useTranslations("invoice");
  const part = (name: "what" | "why" | "todo") => t(`${at}.${name}` as "errors.duplicate.what", values as never);
  return (
    <InlineAlert tone="stop" title={part("what")}>
      {part("why")} {part("todo")}
    </InlineAlert>
  );
}

function Verdict({ preview }: { preview: InvoicePreview }) {
  const t = useTranslations("invoice.preview");
  const { unreadable, obstacle, reading, submittable } = preview;
  if (unreadable) return <Sentence at={`unreadable.${unreadable.code}`} values={unreadable.values} />;
  return (
    <>
      {obstacle ? <Sentence at={`errors.${obstacle.key}`} values={obstacle.values} /> : null}
      {reading ? <Differences differences={reading.differences} /> : null}
      {submittable && reading?.differences.length === 0 ? <InlineAlert tone="ok" title={t("matches")} /> : null}
    </>
  );
}

type PreviewPanelProps = { preview: InvoicePreview; paper: RequisitionDetail; orgSlug: string; path: string };

/** What was read from an uploaded file beside what is expected, every difference, and the act of handing it in. */
export function PreviewPanel({ preview, paper, orgSlug, path }: PreviewPanelProps) {
  const t = useTranslations("invoice.preview");
  return (
    <Card id="reading" title={t("title")} note={preview.fileName} actions={<LinkButton href={path} size="sm">{t("close")}</LinkButton>}>
      <div className="grid gap-3 px-4 pb-3">
        <Verdict preview={preview} />
      </div>
      {preview.reading ? <FieldTable fields={preview.reading.fields} /> : null}
      <div className="grid gap-2 border-t border-hair px-4 py-3">
        <SubmitButton orgSlug={orgSlug} requisitionId={paper.id} fileId={preview.fileId} part={preview.part} doneHref={path} disabledReason={preview.submittable ? null : t("notYet")} />
        <p className="small">{t("kept")}</p>
      </div>
    </Card>
  );
}
