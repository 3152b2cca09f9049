import type { ReactNode } from "react";
import { AXIS_HEIGHT, AXIS_WIDTH, stackedScale, TOP, type Scale } from "./scale";
import { colourOf, type Datum, type Series } from "./types";

type StaticProps = { data: readonly Datum[]; series: readonly Series[] };

const share = (value: number, scale: Scale) => ((value - scale.min) / (scale.max - scale.min)) * 100;

/** The stage the server draws: the same axes in the same places as the live chart that takes over. */
function Stage({ scale, data, children }: { scale: Scale; data: readonly Datum[]; children: ReactNode }) {
  return (
    <div className="num absolute inset-0 text-[10px] text-ink-3">
      <div className="absolute right-0" style={{ left: AXIS_WIDTH, top: TOP, bottom: AXIS_HEIGHT }}>
        {scale.ticks.map((tick) => (
          <div key={tick} className="absolute inset-x-0 border-t border-hair" style={{ bottom: `${share(tick, scale)}%` }}>
            <span className="absolute right-full mr-2 -translate-y-1/2">{tick}</span>
          </div>
        ))}
        {children}
      </div>
      <div className="absolute right-0 bottom-0 flex" style={{ left: AXIS_WIDTH, height: AXIS_HEIGHT }}>
        {data.map((datum) => (
          <span key={datum.key} className="flex-1 truncate pt-1 text-center">
            {datum.label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Stacked bars as plain boxes. */
export function StaticBars({ data, series }: StaticProps) {
  const scale = stackedScale(data, series);
  return (
    <Stage scale={scale} data={data}>
      <div className="absolute inset-0 flex">
        {data.map((datum) => {
          let up = 0;
          let down = 0;
          return (
            <div key={datum.key} className="relative flex-1">
              {series.map((one) => {
                const value = datum.values[one.key] ?? 0;
                const from = value < 0 ? down + value : up;
                if (value < 0) down += value;
                else up += value;
                const height = share(from + Math.abs(value), scale) - share(from, scale);
                return (
                  <div
                    key={one.key}
                    className="absolute left-1/2 w-[26px] max-w-[70%] -translate-x-1/2 opacity-85"
                    style={{ bottom: `${share(from, scale)}%`, height: `${height}%`, background: colourOf(one.role) }}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
    </Stage>
  );
}
