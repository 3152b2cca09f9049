"use client";

import { useRouter } from "next/navigation";
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "./chart-tooltip";
import { AXIS_HEIGHT, AXIS_WIDTH, plainScale, TOP } from "./scale";
import { colourOf, type DrawingProps } from "./types";

/** The live lines; a lone point is drawn as a dot. */
export function LineDrawing({ series, data, height, width }: DrawingProps) {
  const router = useRouter();
  const scale = plainScale(data, series);
  const labels = new Map(data.map((datum) => [datum.key, datum.label]));
  const rows = data.map((datum) => ({ key: datum.key, ...datum.values }));
  const open = (key: string | number | undefined) => {
    const href = data.find((datum) => datum.key === key)?.href;
    if (href) router.push(href);
  };
  return (
    <LineChart
      width={width}
      height={height}
      data={rows}
      accessibilityLayer={false}
      margin={{ top: TOP, right: 0, bottom: 0, left: 0 }}
      onClick={(state) => open(state.activeLabel)}
    >
      <CartesianGrid vertical={false} stroke="var(--hair)" />
      <XAxis
        dataKey="key"
        scale="band"
        height={AXIS_HEIGHT}
        tickLine={false}
        axisLine={false}
        tickFormatter={(key: string) => labels.get(key) ?? key}
        tick={{ fontSize: 10, fill: "var(--ink-3)" }}
      />
      <YAxis
        width={AXIS_WIDTH}
        domain={[scale.min, scale.max]}
        ticks={scale.ticks}
        tickLine={false}
        axisLine={false}
        tick={{ fontSize: 10, fill: "var(--ink-3)" }}
      />
      <Tooltip isAnimationActive={false} cursor={{ stroke: "var(--hair-strong)" }} content={<ChartTooltip data={data} series={series} />} />
      {series.map((one) => (
        <Line
          key={one.key}
          dataKey={one.key}
          stroke={colourOf(one.role)}
          strokeWidth={2}
          dot={data.length === 1 ? { r: 3 } : false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
