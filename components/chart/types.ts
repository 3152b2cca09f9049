import type { ReactNode } from "react";

/** Colours by role; a series is told apart by its place and its words too. */
export type SeriesRole = "ink" | "seal" | "run" | "ok" | "wait" | "mute";

export type Series = { key: string; label: string; role: SeriesRole };

export type Datum = {
  key: string;
  label: string;
  /** The rows behind the figure. */
  href?: string;
  /** By series key, in the chart's unit. */
  values: Record<string, number>;
  /** By series key, as the tooltip and the table say it; the value itself where absent. */
  exact?: Record<string, string>;
};

export type ChartProps = {
  title: string;
  unit: string;
  /** When the figures were true, in words. */
  asOf: ReactNode;
  series: readonly Series[];
  data: readonly Datum[];
  height?: number;
  emptyText?: string;
};

export type DrawingProps = { series: readonly Series[]; data: readonly Datum[]; height: number; width: number };

export const colourOf = (role: SeriesRole): string => `var(--${role})`;

/** A value as it is said to people. */
export function exactOf(datum: Datum, key: string): string {
  return datum.exact?.[key] ?? String(datum.values[key] ?? 0);
}
