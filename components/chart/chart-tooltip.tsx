"use client";

import { colourOf, exactOf, type Datum, type Series } from "./types";

type ChartTooltipProps = { active?: boolean; label?: string | number; data: readonly Datum[]; series: readonly Series[] };

/** The exact figures of the point under the pointer; the chart adds `active` and `label`. */
export function ChartTooltip({ active, label, data, series }: ChartTooltipProps) {
  const datum = active ? data.find((one) => one.key === label) : undefined;
  if (!datum) return null;
  return (
    <div className="num rounded-md border border-hair-strong bg-sheet px-2.5 py-1.5 text-small shadow-lift">
      <p className="font-[620]">{datum.label}</p>
      {series.map((one) => (
        <p key={one.key} className="flex items-center gap-1.5">
          <span className="size-2" style={{ background: colourOf(one.role) }} />
          <span className="flex-1 pr-3 text-ink-2">{one.label}</span>
          {exactOf(datum, one.key)}
        </p>
      ))}
    </div>
  );
}
