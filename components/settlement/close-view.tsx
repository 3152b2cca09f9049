import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Progress } from "@/components/ui/progress";
import { Tag } from "@/components/ui/tag";
import { businessDay, formatDay, formatPeriod, type Period } from "@/lib/dates";
import type { CloseDesk, CloseMonth, CloseRun, UnbilledRow } from "@/server/modules/settlement/contract";
import { RunCloseButton } from "./run-close-button";
import { WhileRunning } from "./while-running";

type Words = ReturnType<typeof useTranslations<"settlement.close">>;
type Empty = "emptyMonths" | "emptyRuns" | "emptyUnbilled";
const nothing = (t: Words, key: Empty) => <EmptyState kind="nothing-yet" title={t(`${key}.title`)} body={t(`${key}.body`)} action={<LinkButton href="/operator/statements">{t(`${key}.action`)}</LinkButton>} />;

function usePeriod(): (period: string) => string {
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  return (period) => formatPeriod(period as Period, locale);
}

/** The monthly close: what each month would take, a run in progress, past runs, and what stays out. */
export function CloseView({ desk, orgSlug }: { desk: CloseDesk; orgSlug: string }) {
  const running = desk.runs.find(({ state }) => state === "running");
  return (
    <div className="grid gap-5">
      {running ? <Running run={running} orgSlug={orgSlug} /> : null}
      <Months months={desk.months} orgSlug={orgSlug} />
      <Unbilled rows={desk.unbilled} />
      <Runs runs={desk.runs} />
    </div>
  );
}

function Running({ run, orgSlug }: { run: CloseRun; orgSlug: string }) {
  const t = useTranslations("settlement.close");
  const period = usePeriod();
  const all = run.lines + run.waiting;
  return (
    <div role="status" className="grid gap-3">
      <WhileRunning />
      <Progress label={t("progress", { period: period(run.period) })} value={run.lines} max={Math.max(all, 1)} detail={t("progressDetail", { done: run.lines, of: all })} />
      {run.error ? (
        <InlineAlert tone="stop" title={t("failed", { error: run.error })}>
          <RunCloseButton orgSlug={orgSlug} period={run.period} label={t("wake")} title={t("wake")} body={t("failed", { error: run.error })} disabledReason={null} />
        </InlineAlert>
      ) : null}
    </div>
  );
}

function useMonthColumns(action: (month: CloseMonth) => ReactNode): Column<CloseMonth>[] {
  const t = useTranslations("settlement.close");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const period = usePeriod();
  return [
    { key: "period", header: t("column.period"), cell: (row) => period(row.period) },
    { key: "day", header: t("column.day"), cell: (row) => formatDay(businessDay(row.closeOn), locale) },
    { key: "lines", header: t("column.lines"), align: "end", cell: (row) => row.lines },
    { key: "beneficiaries", header: t("column.beneficiaries"), align: "end", cell: (row) => row.beneficiaries },
    { key: "amount", header: t("column.amount"), align: "end", cell: (row) => <Money fen={row.amountFen} /> },
    { key: "payable", header: t("column.payable"), align: "end", cell: (row) => <Money fen={row.payableFen} /> },
    { key: "run", header: t("column.run"), align: "end", cell: action },
  ];
}

/** Starts the close of a month, or says why it cannot be started yet. */
function MonthAction({ month, first, orgSlug }: { month: CloseMonth; first: CloseMonth | undefined; orgSlug: string }) {
  const t = useTranslations("settlement.close");
  const period = usePeriod();
  const earlier = first && first.period !== month.period ? t("earlier", { period: period(first.period) }) : null;
  return (
    <RunCloseButton
      orgSlug={orgSlug}
      period={month.period}
      label={t("run", { period: period(month.period) })}
      title={t("confirm", { period: period(month.period) })}
      body={t("confirmBody", { lines: month.lines, n: month.beneficiaries })}
      disabledReason={month.open ? earlier : t("notOver")}
    />
  );
}

const actionOf = (month: CloseMonth, first: CloseMonth | undefined, orgSlug: string) => <MonthAction month={month} first={first} orgSlug={orgSlug} />;

function Months({ months, orgSlug }: { months: readonly CloseMonth[]; orgSlug: string }) {
  const t = useTranslations("settlement.close");
  const columns = useMonthColumns((month) => actionOf(month, months[0], orgSlug));
  return (
    <DataTable
      caption={t("months")}
      captionVisible
      columns={columns}
      rows={months}
      rowKey={(row) => row.period}
      empty={nothing(t, "emptyMonths")}
    />
  );
}

type ReasonRow = { reason: UnbilledRow["reason"]; seller: UnbilledRow | undefined; partner: UnbilledRow | undefined };

function useReasonColumns(): Column<ReasonRow>[] {
  const t = useTranslations("settlement.close");
  const reason = useTranslations("settlement.reason");
  return [
    { key: "reason", header: t("column.reason"), cell: (row) => reason(`${row.reason}.sentence`), wrap: true },
    { key: "seller", header: t("column.seller"), align: "end", cell: (row) => row.seller?.lines ?? 0 },
    { key: "partner", header: t("column.partner"), align: "end", cell: (row) => row.partner?.lines ?? 0 },
    { key: "amount", header: t("column.amount"), align: "end", cell: (row) => <Money fen={row.seller?.amountFen ?? "0"} /> },
  ];
}

function Unbilled({ rows }: { rows: readonly UnbilledRow[] }) {
  const t = useTranslations("settlement.close");
  const columns = useReasonColumns();
  const reasons: ReasonRow[] = [...new Set(rows.map((row) => row.reason))].map((name) => ({ reason: name, seller: rows.find((row) => row.reason === name && row.side === "seller"), partner: rows.find((row) => row.reason === name && row.side === "partner") }));
  return <DataTable caption={t("unbilled")} captionVisible columns={columns} rows={reasons} rowKey={(row) => row.reason} empty={nothing(t, "emptyUnbilled")} />;
}

const tones = { running: "run", done: "ok", failed: "stop" } as const;

function useRunColumns(): Column<CloseRun>[] {
  const t = useTranslations("settlement.close");
  const period = usePeriod();
  return [
    { key: "period", header: t("column.period"), cell: (row) => period(row.period) },
    { key: "state", header: t("column.state"), cell: (row) => <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag> },
    { key: "statements", header: t("column.statements"), align: "end", cell: (row) => row.statements },
    { key: "lines", header: t("column.lines"), align: "end", cell: (row) => row.lines },
    { key: "left", header: t("column.left"), align: "end", cell: (row) => row.unbilled },
    { key: "by", header: t("column.by"), cell: (row) => row.startedByName },
    { key: "at", header: t("column.at"), cell: (row) => <DateTime at={row.startedAt} /> },
    { key: "finished", header: t("column.finished"), cell: (row) => (row.finishedAt ? <DateTime at={row.finishedAt} /> : "–") },
  ];
}

function Runs({ runs }: { runs: readonly CloseRun[] }) {
  const t = useTranslations("settlement.close");
  const columns = useRunColumns();
  return <DataTable caption={t("runs")} captionVisible columns={columns} rows={runs} rowKey={(row) => row.id} rowHref={(row) => `/operator/statements?period=${row.period}`} empty={nothing(t, "emptyRuns")} />;
}
