import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tag } from "@/components/ui/tag";
import { limitRooms, limits } from "@/lib/limits";
import type { Locale } from "@/lib/locale";
import type { LimitRow } from "@/server/modules/rule/contract-limit";
import { SetLimit } from "./set-limit";
import { useSpan } from "./use-span";

type LimitTablesProps = { org: string; path: string; rows: readonly LimitRow[]; today: string; maySet: boolean; selected: string | null };

/** A value with a quieter line below. */
function Two({ above, below }: { above: ReactNode; below: ReactNode }) {
  return (
    <>
      {above}
      {below ? <span className="small block">{below}</span> : null}
    </>
  );
}

function useColumns(): Column<LimitRow>[] {
  const t = useTranslations("limit");
  const locale = useLocale() as Locale;
  const inWords = useSpan();
  const day = (at: string) => formatDate(at, locale, "day");
  const by = (name: string | null) => (name === null ? null : t("by", { name }));
  return [
    { key: "name", header: t("column.name"), wrap: true, width: "15%", cell: ({ name }) => t(`name.${name}`) },
    { key: "means", header: t("column.means"), wrap: true, underName: true, width: "33%", cell: ({ name }) => <span className="text-ink-2 max-md:block max-md:w-[80vw]">{t(`means.${name}`)}</span> },
    { key: "value", header: t("column.value"), underName: true, width: "12%", cell: ({ inForce }) => <strong className="font-[620]">{inWords(inForce)}</strong> },
    { key: "since", header: t("column.since"), underName: true, width: "16%", cell: ({ current }) => (current?.setBy ? <Two above={day(current.validFrom)} below={by(current.setBy)} /> : <span className="text-ink-3">{t("initial")}</span>) },
    { key: "planned", header: t("column.planned"), underName: true, width: "15%", cell: ({ planned }) => (planned ? <Two above={<Tag tone="run">{inWords(planned)}</Tag>} below={t("startsOn", { day: day(planned.validFrom) })} /> : "–") },
  ];
}

/** Every limit by room: what holds today, since when and by whom, and what is planned. */
export function LimitTables({ org, path, rows, today, maySet, selected }: LimitTablesProps) {
  const t = useTranslations("limit");
  const columns = useColumns();
  const act = (row: LimitRow) => <SetLimit org={org} row={row} today={today} maySet={maySet} look={{ size: "sm" }} />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {limitRooms.map((room) => (
        <Card key={room} title={t(`room.${room}`)}>
          <DataTable
            flush
            caption={t("caption", { room: t(`room.${room}`) })}
            columns={columns}
            rows={rows.filter(({ name }) => limits[name].room === room)}
            rowKey={({ name }) => name}
            rowHref={({ name }) => `${path}?open=${name}`}
            rowActions={act}
            selectedKey={selected}
            empty={<EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={path}>{t("title")}</LinkButton>} />}
          />
        </Card>
      ))}
    </div>
  );
}
