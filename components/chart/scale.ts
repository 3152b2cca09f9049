import type { Datum, Series } from "./types";

export const AXIS_WIDTH = 44;
export const AXIS_HEIGHT = 20;
export const TOP = 8;

export type Scale = { min: number; max: number; ticks: number[] };

/** Round ticks from the lowest value (or zero) to the highest; about four of them. */
export function scaleOf(low: number, high: number): Scale {
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  const span = top - bottom || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(bottom / step);
  const last = Math.max(first + 1, Math.ceil(top / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}

/** The scale of stacked bars: what lies above and what below zero add up apart. */
export function stackedScale(data: readonly Datum[], series: readonly Series[]): Scale {
  const sums = data.map((datum) => {
    const values = series.map(({ key }) => datum.values[key] ?? 0);
    const sum = (part: number[]) => part.reduce((left, right) => left + right, 0);
    return { up: sum(values.filter((value) => value > 0)), down: sum(values.filter((value) => value < 0)) };
  });
  return scaleOf(Math.min(0, ...sums.map(({ down }) => down)), Math.max(0, ...sums.map(({ up }) => up)));
}
