"use client";

import { useRouter } from "next/navigation";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "./chart-tooltip";
import { AXIS_HEIGHT, AXIS_WIDTH, stackedScale, TOP } from "./scale";
import { colourOf, type DrawingProps } from "./types";

/** The live stacked bars. */
export function BarDrawing({ series, data, height, width }: DrawingProps) {
  const router = useRouter();
  const scale = stackedScale(data, series);
  const labels = new Map(data.map((datum) => [datum.key, datum.label]));
  const rows = data.map((datum) => ({ key: datum.key, ...datum.values }));
  const open = (index: number) => {
    const href = data[index]?.href;
    if (href) router.push(href);
  };
  return (
    <BarChart width={width} height={height} data={rows} stackOffset="sign" accessibilityLayer={false} margin={{ top: TOP, right: 0, bottom: 0, left: 0 }}>
      <CartesianGrid vertical={false} stroke="var(--hair)" />
      <XAxis
        dataKey="key"
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
      <Tooltip isAnimationActive={false} cursor={{ fill: "var(--sunk)" }} content={<ChartTooltip data={data} series={series} />} />
      {series.map((one) => (
        <Bar
          key={one.key}
          dataKey={one.key}
          stackId="all"
          maxBarSize={26}
          fill={colourOf(one.role)}
          fillOpacity={0.85}
          isAnimationActive={false}
          cursor={data.some((datum) => datum.href) ? "pointer" : undefined}
          onClick={(_bar, index) => open(index)}
        />
      ))}
    </BarChart>
  );
}
