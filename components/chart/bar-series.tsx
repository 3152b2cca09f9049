"use client";

import { useTranslations } from "next-intl";
import { ChartFrame } from "./chart-frame";
import { LiveDrawing } from "./live-drawing";
import { StaticBars } from "./static-drawing";
import type { ChartProps } from "./types";

const load = () => import("./bar-drawing").then((file) => file.BarDrawing);

/** Amounts per step as stacked bars; a click opens the rows behind a point. */
export function BarSeries({ height = 180, emptyText, ...chart }: ChartProps) {
  const t = useTranslations("ui");
  return (
    <ChartFrame {...chart} height={height} emptyText={emptyText ?? t("chart.empty")}>
      <LiveDrawing
        label={t("chart.label", { title: chart.title, unit: chart.unit })}
        load={load}
        still={<StaticBars data={chart.data} series={chart.series} />}
        data={chart.data}
        series={chart.series}
        height={height}
      />
    </ChartFrame>
  );
}
