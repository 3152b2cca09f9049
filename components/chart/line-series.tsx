"use client";

import { useTranslations } from "next-intl";
import { ChartFrame } from "./chart-frame";
import { LiveDrawing } from "./live-drawing";
import { StaticLines } from "./static-drawing";
import type { ChartProps } from "./types";

const load = () => import("./line-drawing").then((file) => file.LineDrawing);

/** Amounts per step as lines; a click opens the rows behind a point. */
export function LineSeries({ height = 180, emptyText, ...chart }: ChartProps) {
  const t = useTranslations("ui");
  return (
    <ChartFrame {...chart} height={height} emptyText={emptyText ?? t("chart.empty")}>
      <LiveDrawing
        label={t("chart.label", { title: chart.title, unit: chart.unit })}
        load={load}
        still={<StaticLines data={chart.data} series={chart.series} />}
        data={chart.data}
        series={chart.series}
        height={height}
      />
    </ChartFrame>
  );
}
