import type { Permission } from "@/lib/permissions";
import type { DemandState } from "@/lib/states/demand";
import type { OrgKind } from "@/lib/states/org";

export const warningSteps = ["half", "four_fifths", "four_hours"] as const;
export type WarningStep = (typeof warningSteps)[number];

/** When a step's warning falls: at 50 %, at 80 %, 4 hours before. */
export function warningMoment(clockFrom: Date, dueAt: Date, step: WarningStep): Date {
  const [start, end] = [clockFrom.getTime(), dueAt.getTime()];
  if (step === "four_hours") return new Date(end - 4 * 3_600_000);
  return new Date(start + (end - start) * (step === "half" ? 0.5 : 0.8));
}

/** The moment of the next warning after an instant; null when none is left. */
export function nextWarning(clockFrom: Date, dueAt: Date, after: Date): Date | null {
  const ahead = warningSteps.map((step) => warningMoment(clockFrom, dueAt, step)).filter((moment) => moment > after);
  return ahead.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** The latest warning whose moment has come; null before the first and after the deadline. */
export function warningDue(clockFrom: Date, dueAt: Date, now: Date): WarningStep | null {
  if (now >= dueAt) return null;
  const passed = warningSteps.map((step) => ({ step, at: warningMoment(clockFrom, dueAt, step).getTime() })).filter(({ at }) => now.getTime() >= at);
  return passed.toSorted((a, b) => b.at - a.at)[0]?.step ?? null;
}

type AskedShare = { readonly expectedShareBp: number; readonly maxShareBp: number | null };

/** Field errors of shares above their product's maximum, and of products that can no longer be sold. */
export function shareProblems(lines: readonly AskedShare[]): Record<string, string> {
  const problems: Record<string, string> = {};
  lines.forEach((line, at) => {
    if (line.maxShareBp === null) problems[`products.${at}.productId`] = "demand.errors.field.notSellable";
    else if (line.expectedShareBp > line.maxShareBp) problems[`products.${at}.expectedShareBp`] = "demand.errors.field.overMaximum";
  });
  return problems;
}

type Paused = { readonly pausedAt: Date | null; readonly pausedUntil: Date | null };
/** How long the clock has stood by now, in milliseconds; a pause never outlasts its limit. */
export function stoodFor({ pausedAt, pausedUntil }: Paused, now: Date): number {
  if (!pausedAt) return 0;
  return Math.min(now.getTime(), pausedUntil?.getTime() ?? now.getTime()) - pausedAt.getTime();
}

/** True once the time to answer is over, a running pause taken off. */
export function isPastDue(demand: Paused & { readonly dueAt: Date | null }, now: Date): boolean {
  return demand.dueAt !== null && demand.dueAt.getTime() + stoodFor(demand, now) <= now.getTime();
}

export type Viewer = { readonly kind: OrgKind; readonly orgId: string; readonly permissions: ReadonlySet<Permission> };
export type DemandFacts = {
  readonly status: DemandState;
  readonly source: string;
  readonly submitterOrgId: string;
  readonly sellerOrgId: string | null;
  readonly dueAt: Date | null;
  readonly pausedAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly extendedAt: Date | null;
  readonly closeRequestDueAt: Date | null;
  /** Set while the seller sees the customer. */
  readonly customerReleased: boolean;
};

/** Which side may close a running demand: a partner's demand is the partner's to close, any other the seller's; operators may give up both. */
export function mayClose(demand: DemandFacts, viewer: Pick<Viewer, "kind" | "orgId">, outcome: "won" | "lost"): boolean {
  if (viewer.kind === "operator") return outcome === "lost" || demand.submitterOrgId === viewer.orgId;
  if (viewer.kind === "partner") return demand.submitterOrgId === viewer.orgId;
  return demand.source !== "partner" && demand.sellerOrgId === viewer.orgId;
}
