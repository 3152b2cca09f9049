import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { WhileRunning } from "@/components/settlement/while-running";
import { StatusRail } from "@/components/timeline/status-rail";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { StatStrip } from "@/components/ui/stat-strip";
import type { Locale } from "@/lib/locale";
import type { ImportState } from "@/lib/states/demand";
import type { ImportDetail } from "@/server/modules/demand/contract-import";
import { DiscardButton, RunButton, UndoButton, WakeButton } from "./import-actions";
import { MappingForm } from "./mapping-form";

type ViewProps = { batch: ImportDetail; org: string; /** The import's own address. */ path: string; /** The demand list's. */ base: string };

const order = ["file", "columns", "check", "import"] as const;
const place: Readonly<Record<ImportState, number>> = { mapping: 1, checking: 2, checked: 3, importing: 3, imported: 4, undoing: 4, undone: 4, discarded: 1, failed: 2 };

/** Where an import stands on its way from the file to the demand. */
export function ImportRail({ status }: { status: ImportState }) {
  const t = useTranslations("import.steps");
  const at = place[status];
  return (
    <div className="rounded-lg border border-hair bg-sheet [&_ol]:border-t-0">
      <StatusRail label={t("label")} steps={order.map((key, index) => ({ key, label: t(key), state: index < at ? "done" : index === at ? "current" : "todo" }))} />
    </div>
  );
}

/** What the import's state asks for: columns, patience, a decision, or nothing more. */
export function ImportStage({ batch, org, path, base }: ViewProps) {
  if (batch.status === "mapping") return <Columns batch={batch} org={org} />;
  if (batch.status === "checking" || batch.status === "importing" || batch.status === "undoing") return <Working batch={batch} org={org} />;
  if (batch.status === "checked") return <Checked batch={batch} org={org} path={path} base={base} />;
  return <Ended batch={batch} org={org} path={path} base={base} />;
}

function Columns({ batch, org }: { batch: ImportDetail; org: string }) {
  const t = useTranslations("import");
  return (
    <Card title={t("columns.title")} padded actions={<DiscardButton org={org} batchId={batch.id} />}>
      <MappingForm key={batch.id} org={org} batch={batch} />
    </Card>
  );
}

/** Work in progress; a figure stands still while the work does, so an interruption is said. */
function Working({ batch, org }: { batch: ImportDetail; org: string }) {
  const t = useTranslations("import.progress");
  const status = batch.status === "checking" ? "checking" : batch.status === "importing" ? "importing" : "undoing";
  const [done, of] = { checking: [batch.doneRows, batch.totalRows], importing: [batch.doneRows, batch.goodRows], undoing: [batch.undoneRows + batch.keptRows, batch.doneRows] }[status] as [number, number];
  return (
    <Card padded>
      <div role="status" className="grid gap-3">
        <WhileRunning />
        <Progress label={t(status)} value={done} max={Math.max(of, 1)} detail={t("detail", { done, of })} />
        <p className="small">{t("stay")}</p>
        {batch.failure ? (
          <InlineAlert tone="wait" title={t("stuck")}>
            {status === "checking" ? null : <WakeButton org={org} batchId={batch.id} act={status === "importing" ? "run" : "undo"} />}
          </InlineAlert>
        ) : null}
        {status === "checking" ? (
          <div>
            <DiscardButton org={org} batchId={batch.id} />
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function ErrorsLink({ batch, path }: { batch: ImportDetail; path: string }) {
  const t = useTranslations("import.act");
  if ((batch.counts.bad ?? 0) === 0) return null;
  return (
    <LinkButton href={`${path}/errors`} download>
      {t("errors")}
    </LinkButton>
  );
}

function Checked({ batch, org, path }: ViewProps) {
  const t = useTranslations("import");
  const format = useFormatter();
  const bad = batch.counts.bad ?? 0;
  return (
    <div className="grid gap-4 [&>dl]:mb-0">
      <StatStrip
        items={[
          { label: t("result.total"), value: format.number(batch.totalRows), href: `${path}?show=all` },
          { label: t("result.good"), value: format.number(batch.goodRows), href: `${path}?show=good` },
          { label: t("result.bad"), value: format.number(bad), href: `${path}?show=bad` },
          { label: t("result.warned"), value: format.number(batch.counts.warned ?? 0), href: `${path}?show=warned` },
        ]}
      />
      <Verdict tone={batch.goodRows > 0 ? "ok" : "stop"} title={t("done.checked", { good: batch.goodRows, total: batch.totalRows })} note={bad > 0 ? t("act.errorsNote") : undefined}>
        <RunButton org={org} batchId={batch.id} count={batch.goodRows} disabledReason={batch.acts.run ? null : t("blocked.nothingGood")} />
        <ErrorsLink batch={batch} path={path} />
        <DiscardButton org={org} batchId={batch.id} />
      </Verdict>
      <details className="rounded-lg border border-hair bg-sheet px-4 py-3">
        <summary className="cursor-pointer font-[560]">{t("columns.change")}</summary>
        <div className="pt-3">
          <MappingForm key={`${batch.id} ${JSON.stringify(batch.mapping)}`} org={org} batch={batch} />
        </div>
      </details>
    </div>
  );
}

function Verdict({ tone, title, note, children }: { tone: "ok" | "stop" | "wait" | "mute"; title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <InlineAlert tone={tone} title={title}>
      <div className="grid gap-2">
        {note ? <p className="small">{note}</p> : null}
        <div className="flex flex-wrap items-center gap-2">{children}</div>
      </div>
    </InlineAlert>
  );
}

function Ended({ batch, org, path, base }: ViewProps) {
  const t = useTranslations("import");
  const sentence = useTranslations();
  const locale = useLocale() as Locale;
  const kept = batch.rowsRemoved ? t("done.rowsRemoved") : batch.keptUntil ? t("done.keptUntil", { at: formatDate(batch.keptUntil, locale) }) : "";
  const another = <LinkButton href={`${base}/import`}>{t("act.another")}</LinkButton>;
  if (batch.status === "discarded") return <Verdict tone="mute" title={t("done.discarded")}>{another}</Verdict>;
  if (batch.status === "failed") {
    const why = batch.failure ? sentence(`${batch.failure}.what` as "import.errors.encoding.what") : "";
    return (
      <Verdict tone="stop" title={t("done.failed")} note={[why, kept].filter(Boolean).join(" ")}>
        {another}
        <DiscardButton org={org} batchId={batch.id} />
      </Verdict>
    );
  }
  if (batch.status === "undone") {
    const note = (
      <>
        {batch.keptRows > 0 ? t("kept.title", { count: batch.keptRows }) : null}
        <span className="block">{[batch.undoneRows > 0 ? t("done.numbers") : "", kept].filter(Boolean).join(" ")}</span>
      </>
    );
    return (
      <Verdict tone={batch.keptRows > 0 ? "wait" : "mute"} title={t("done.undone", { count: batch.undoneRows })} note={note}>
        <ErrorsLink batch={batch} path={path} />
        {another}
      </Verdict>
    );
  }
  const until = batch.undoUntil ? formatDate(batch.undoUntil, locale) : "";
  return (
    <Verdict
      tone="ok"
      title={t("done.imported", { count: batch.doneRows })}
      note={
        <>
          {t(batch.acts.undo ? "act.undoUntil" : "act.undoOver", { at: until })}
          <span className="block">{kept}</span>
        </>
      }
    >
      <LinkButton variant="primary" href={`${base}?batch=${batch.id}`}>
        {t("act.demands")}
      </LinkButton>
      <ErrorsLink batch={batch} path={path} />
      {batch.acts.undo ? <UndoButton org={org} batchId={batch.id} count={batch.doneRows} /> : null}
      {another}
    </Verdict>
  );
}
