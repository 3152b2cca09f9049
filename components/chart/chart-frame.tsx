import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { colourOf, exactOf, type ChartProps } from "./types";

type FrameProps = Omit<ChartProps, "emptyText" | "height"> & { height: number; emptyText: string; children: ReactNode };

/** What every chart has around it: name, unit, as-of, legend, and the same figures as a table. */
export function ChartFrame({ title, unit, asOf, series, data, height, emptyText, children }: FrameProps) {
  const t = useTranslations("ui");
  const id = useId();
  return (
    <figure aria-labelledby={id} className="min-w-0 px-[18px] pt-3.5 pb-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id={id}>{title}</h2>
        <span className="small">
          {unit} · {t("chart.asOf")} {asOf}
        </span>
      </div>
      <div style={{ height }} className="relative mt-2">
        {data.length === 0 ? <p className="grid h-full place-items-center text-ink-2">{emptyText}</p> : children}
      </div>
      {data.length > 0 ? (
        <>
          <ul className="small mt-1.5 flex flex-wrap gap-x-3">
            {series.map((one) => (
              <li key={one.key} className="inline-flex items-center gap-1.5">
                <span aria-hidden className="size-2" style={{ background: colourOf(one.role) }} />
                {one.label}
              </li>
            ))}
            {data.length === 1 ? <li>{t("chart.onePoint")}</li> : null}
          </ul>
          <details className="mt-1">
            <summary className="small inline-flex min-h-6 items-center underline underline-offset-2">{t("chart.table")}</summary>
            <div role="region" aria-label={title} tabIndex={0} className="overflow-x-auto">
              <FigureTable title={title} series={series} data={data} />
            </div>
          </details>
        </>
      ) : null}
    </figure>
  );
}

function FigureTable({ title, series, data }: Pick<FrameProps, "title" | "series" | "data">) {
  const t = useTranslations("ui");
  const cell = "h-[30px] border-b border-hair px-2 whitespace-nowrap";
  return (
    <table className="num w-full border-collapse text-small">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${cell} text-left font-[540] text-ink-3`}>
            {t("chart.point")}
          </th>
          {series.map((one) => (
            <th key={one.key} scope="col" className={`${cell} text-right font-[540] text-ink-3`}>
              {one.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.map((datum) => (
          <tr key={datum.key}>
            <th scope="row" className={`${cell} text-left font-normal`}>
              {datum.href ? (
                <Link href={datum.href} className="link">
                  {datum.label}
                </Link>
              ) : (
                datum.label
              )}
            </th>
            {series.map((one) => (
              <td key={one.key} className={`${cell} text-right`}>
                {exactOf(datum, one.key)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
