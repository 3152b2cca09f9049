import { Check, Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { hrefWith } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { shownKeys } from "./columns";

type Choice = { key: string; header: string; hidden?: boolean };
type ColumnChooserProps = { path: string; params: Parameters<typeof hrefWith>[1]; cols: string | undefined; columns: readonly Choice[] };

/** Which columns a table shows: every choice is a link, so that the address (and a saved view) holds it. */
export function ColumnChooser({ path, params, cols, columns }: ColumnChooserProps) {
  const t = useTranslations("ui");
  const shown = shownKeys(columns, cols);
  const initial = shownKeys(columns, undefined).join(",");
  const hrefOf = (key: string) => {
    const next = columns.map((column) => column.key).filter((one) => (one === key ? !shown.includes(one) : shown.includes(one)));
    return hrefWith(path, params, { cols: next.join(",") === initial ? null : next.join(",") });
  };
  const face = (
    <>
      <Columns3 aria-hidden size={14} /> {t("table.columns")}
    </>
  );
  return (
    <Popover align="end" label={t("table.columns")} trigger={face} triggerClassName={toolButton}>
      <ul>
        {columns.slice(1).map(({ key, header }) => (
          <li key={key}>
            <Link href={hrefOf(key)} scroll={false} aria-current={shown.includes(key) ? "true" : undefined} className="flex min-h-8 items-center gap-2 rounded-sm px-2 hover:bg-sunk">
              <span className="w-4">{shown.includes(key) ? <Check aria-hidden size={14} /> : null}</span>
              {header}
            </Link>
          </li>
        ))}
        <li>
          <Link href={hrefWith(path, params, { cols: null })} scroll={false} className="flex min-h-8 items-center rounded-sm px-2 pl-8 text-ink-2 hover:bg-sunk">
            {t("table.columnsReset")}
          </Link>
        </li>
      </ul>
    </Popover>
  );
}

/** How the tools above a table look. */
export const toolButton = "inline-flex h-7 items-center gap-1.5 rounded-md border border-hair-strong bg-sheet px-2 text-small font-[540] hover:bg-sunk aria-[current]:bg-sunk";
