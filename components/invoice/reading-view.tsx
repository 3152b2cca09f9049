import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Tag } from "@/components/ui/tag";
import type { Difference, FieldReading, Reading, ReadLine } from "@/server/modules/invoice/contract";
import { MarkedText } from "./marked-text";

function Value({ unit, text }: { unit: FieldReading["unit"]; text: string }) {
  const t = useTranslations("invoice.kind");
  if (text === "") return <span className="text-ink-3">–</span>;
  if (unit === "money") return <Money fen={text} />;
  if (unit === "day") return <DateTime at={text} precision="day" />;
  return <>{unit === "kind" ? t(text as "special") : text}</>;
}

function Found({ field }: { field: FieldReading }) {
  if (field.unit === "text" && field.mark === "differs" && field.expected) return <MarkedText text={field.found} expected={field.expected} />;
  if (field.mark === "same") return <Value unit={field.unit} text={field.found} />;
  return (
    <mark className={field.mark === "differs" ? "bg-seal-soft px-px text-seal" : "bg-wait-soft px-px text-wait"}>
      <Value unit={field.unit} text={field.found} />
    </mark>
  );
}

const tones = { same: "ok", differs: "stop", warn: "wait" } as const;

/** Each field of an invoice as it was read, beside what is expected, with the difference marked. */
export function FieldTable({ fields }: { fields: readonly FieldReading[] }) {
  const t = useTranslations("invoice");
  return (
    <div role="region" aria-label={t("reading.caption")} tabIndex={0} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{t("reading.caption")}</caption>
        <thead>
          <tr className="small border-b border-hair-strong text-left">
            {(["field", "expected", "found", "result"] as const).map((key) => (
              <th key={key} scope="col" className="px-4 py-2 font-normal">
                {t(`reading.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key} className="border-b border-hair align-top last:border-b-0">
              <th scope="row" className="px-4 py-2 text-left font-normal whitespace-nowrap text-ink-2">
                {t(`field.${field.key}`)}
              </th>
              <td className="num px-4 py-2 break-words">{field.expected === null ? <span className="small">{t(`rule.${field.key as "number"}`)}</span> : <Value unit={field.unit} text={field.expected} />}</td>
              <td className="num px-4 py-2 break-words">
                <Found field={field} />
              </td>
              <td className="px-4 py-2">
                <Tag tone={tones[field.mark]}>{t(`mark.${field.mark}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Code = "TOTAL";

/** Every difference with its sentence: what, why, what to do. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const t = useTranslations("invoice.difference");
  return (
    <ul className="grid gap-2">
      {differences.map(({ code, field, severity, expected, found, line }) => {
        const values = { expected, found: found || "–", line };
        return (
          <li key={`${code}${field}`}>
            <InlineAlert tone={severity === "refuse" ? "stop" : "wait"} title={t(`${code as Code}.what`, values)}>
              {t(`${code as Code}.why`, values)} {t(`${code as Code}.todo`, values)}
            </InlineAlert>
          </li>
        );
      })}
    </ul>
  );
}

function useLineColumns(): Column<ReadLine & { key: string }>[] {
  const t = useTranslations("invoice.line");
  return [
    { key: "name", header: t("name"), cell: (row) => row.name, wrap: true },
    { key: "quantity", header: t("quantity"), align: "end", cell: (row) => <span className="num">{row.quantity || "–"}</span> },
    { key: "unitPrice", header: t("unitPrice"), align: "end", cell: (row) => <span className="num">{row.unitPrice || "–"}</span> },
    { key: "net", header: t("net"), align: "end", cell: (row) => <Money fen={row.netFen} /> },
    { key: "rate", header: t("rate"), align: "end", cell: (row) => <span className="num">{row.rate}</span> },
    { key: "tax", header: t("tax"), align: "end", cell: (row) => <Money fen={row.taxFen} /> },
  ];
}

/** The invoice's own lines. */
export function LineTable({ reading, backHref }: { reading: Reading; backHref: string }) {
  const t = useTranslations("invoice");
  const rows = reading.lines.map((line, at) => ({ ...line, key: String(at) }));
  const empty = <EmptyState kind="nothing-yet" title={t("line.none")} body={t("line.noneBody")} action={<LinkButton href={backHref}>{t("back")}</LinkButton>} />;
  return <DataTable caption={t("line.caption")} captionVisible columns={useLineColumns()} rows={rows} rowKey={(row) => row.key} empty={empty} />;
}
