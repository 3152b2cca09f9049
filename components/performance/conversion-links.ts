import { hrefWith } from "@/components/ui/href";
import { parsePeriod, periodBounds } from "@/lib/dates";
import type { DemandState } from "@/lib/states/demand";
import type { Conversion, ConversionEnd, ConversionStage } from "@/server/modules/performance/contract-conversion";

export type ConversionSearch = Readonly<Record<string, string | undefined>>;
const sides = ["source", "product", "partner", "seller"] as const;

/** The span one group covers: a month's own days within the asked ones, else all of them. */
function spanOf(conversion: Conversion, month: string | null): { from: string; to: string } {
  const period = month ? parsePeriod(month) : null;
  if (!period) return { from: conversion.from, to: conversion.to };
  const { firstDay, lastDay } = periodBounds(period);
  return { from: firstDay > conversion.from ? firstDay : conversion.from, to: lastDay < conversion.to ? lastDay : conversion.to };
}

/** The rows behind a number: the list of demand under the same filters, at that stage or in that state. */
export function rowsBehind(conversion: Conversion, search: ConversionSearch, path: string, at: { stage?: ConversionStage | ConversionEnd; status?: DemandState; group?: string; month?: string; reason?: string }): string {
  const month = at.month ?? (conversion.by === "month" ? at.group : undefined) ?? null;
  const own = at.group !== undefined && conversion.by !== "month" ? { [conversion.by]: at.group } : {};
  const kept = Object.fromEntries(sides.flatMap((side) => (search[side] ? [[side, search[side]]] : [])));
  return hrefWith(path, {}, { cohort: conversion.cohort, ...spanOf(conversion, month), ...kept, ...own, stage: at.stage, status: at.status, reason: at.reason });
}
