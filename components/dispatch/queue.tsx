"use client";

import { useLocale, useTranslations } from "next-intl";
import { Deadline, DateTime } from "@/components/ui/date-time";
import { Link } from "@/components/ui/link";
import { StateTag } from "@/components/ui/state-tag";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/locale";
import { checkQuestions, demandLifecycle } from "@/lib/states/demand";
import type { QueueRow } from "@/server/modules/demand/contract-dispatch";

type QueueProps = { rows: readonly QueueRow[]; now: string; openId: string | null; hrefOf: (id: string) => string; chosen: ReadonlySet<string>; onChoose: (id: string, on: boolean) => void };

/** What waits, by its clock; the box beside each takes it into the next assignment of many. */
export function Queue({ rows, now, openId, hrefOf, chosen, onChoose }: QueueProps) {
  const t = useTranslations("demand.desk");
  return (
    <ul aria-label={t("queue")} className="rounded-lg border border-hair bg-sheet">
      {rows.map((row) => (
        <li key={row.id} className={`grid grid-cols-[auto_1fr] gap-x-2.5 border-b border-hair px-3 py-2.5 last:border-b-0 ${row.id === openId ? "bg-sunk" : ""}`}>
          <input type="checkbox" className="tick mt-1" aria-label={t("choose", { name: row.name || row.number })} checked={chosen.has(row.id)} onChange={(event) => onChoose(row.id, event.target.checked)} />
          <div className="min-w-0">
            <Link href={hrefOf(row.id)} scroll={false} aria-current={row.id === openId ? "true" : undefined} className="block font-[540] break-words hover:underline">
              {row.name || row.number}
            </Link>
            <Facts row={row} now={now} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Facts({ row, now }: { row: QueueRow; now: string }) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const answered = checkQuestions.filter((question) => row.checks[question] !== undefined).length;
  const refuted = checkQuestions.some((question) => row.checks[question] === "no");
  return (
    <>
      <p className="small">
        {row.source === "partner" ? row.submitterName : t(`source.${row.source}`)}
        {row.sellerName && row.status !== "submitted" ? ` → ${row.sellerName}` : ""}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-1.5">
        {row.status === "submitted" ? null : <StateTag lifecycle={demandLifecycle} state={row.status} locale={locale} />}
        {row.dueAt ? (
          <Deadline due={row.dueAt} now={now} />
        ) : (
          <span className="small">
            {t("desk.since")} <DateTime at={row.since} precision="day" />
          </span>
        )}
        {row.escalatedAt ? (
          <span className="small">
            {t("desk.escalated")} <DateTime at={row.escalatedAt} precision="day" />
          </span>
        ) : null}
        {row.near ? <Tag tone="wait">{t("match.near")}</Tag> : null}
        {refuted ? <Tag tone="stop">{t("check.hasNo")}</Tag> : answered > 0 ? <span className="small">{t("check.answered", { n: answered, all: checkQuestions.length })}</span> : null}
      </p>
    </>
  );
}
