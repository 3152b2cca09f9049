import { addWorkingDays, chinaCalendar } from "@/lib/working-days";
import { endOfBusinessDay, toBusinessDay } from "@/lib/dates";
import type { Permission } from "@/lib/permissions";
import { demandLifecycle, type DemandState, type DemandVerb } from "@/lib/states/demand";
import { allows } from "@/lib/states/lifecycle";
import type { OrgKind } from "@/lib/states/org";
import type { DemandActs } from "./contract";

const dayMs = 86_400_000;

export type TimeLimit = { readonly days: number; readonly unit: "day" | "workday" };
/** What holds while no rule is in force: 5 plain days to accept, 2 working days to dispatch, 10 days to complete. */
export const standardLimits = {
  "demand.accept": { days: 5, unit: "day" },
  "demand.dispatch": { days: 2, unit: "workday" },
  "demand.complete": { days: 10, unit: "day" },
  "demand.stall": { days: 30, unit: "day" },
} as const satisfies Record<string, TimeLimit>;
export type LimitName = keyof typeof standardLimits;

/** The deadline of a limit that begins now: plain days count by the clock, working days to the end of the last one. */
export function deadline(from: Date, limit: TimeLimit): Date {
  if (limit.unit === "day") return new Date(from.getTime() + limit.days * dayMs);
  return endOfBusinessDay(addWorkingDays(toBusinessDay(from), limit.days, chinaCalendar));
}

export const warningSteps = ["half", "four_fifths", "four_hours"] as const;
export type WarningStep = (typeof warningSteps)[number];

/** The latest warning whose moment has come: at 50 %, at 80 %, 4 hours before; null before the first and after the deadline. */
export function warningDue(assignedAt: Date, dueAt: Date, now: Date): WarningStep | null {
  const [start, end, at] = [assignedAt.getTime(), dueAt.getTime(), now.getTime()];
  if (at >= end) return null;
  const moments: [WarningStep, number][] = [
    ["half", start + (end - start) * 0.5],
    ["four_fifths", start + (end - start) * 0.8],
    ["four_hours", end - 4 * 3_600_000],
  ];
  const passed = moments.filter(([, moment]) => at >= moment).toSorted((a, b) => b[1] - a[1]);
  return passed[0]?.[0] ?? null;
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

export type Viewer = { readonly kind: OrgKind; readonly orgId: string; readonly permissions: ReadonlySet<Permission> };
export type DemandFacts = { readonly status: DemandState; readonly source: string; readonly submitterOrgId: string; readonly sellerOrgId: string | null; readonly dueAt: Date | null };

/** Which side may close a running demand: a partner's demand is the partner's to close, any other the seller's; operators may give up both. */
export function mayClose(demand: DemandFacts, viewer: Pick<Viewer, "kind" | "orgId">, outcome: "won" | "lost"): boolean {
  if (viewer.kind === "operator") return outcome === "lost" || demand.submitterOrgId === viewer.orgId;
  if (viewer.kind === "partner") return demand.submitterOrgId === viewer.orgId;
  return demand.source !== "partner" && demand.sellerOrgId === viewer.orgId;
}

const holders: Record<string, { permission: Permission; kinds: readonly OrgKind[] }> = {
  submit: { permission: "demand:submit", kinds: ["partner", "operator"] },
  cancel: { permission: "demand:submit", kinds: ["partner", "operator"] },
  return: { permission: "demand:dispatch", kinds: ["operator"] },
  assign: { permission: "demand:dispatch", kinds: ["operator"] },
  mark_duplicate: { permission: "demand:dispatch", kinds: ["operator"] },
  reopen: { permission: "demand:dispatch", kinds: ["operator"] },
  accept: { permission: "demand:accept", kinds: ["seller"] },
  reject: { permission: "demand:accept", kinds: ["seller"] },
  close_won: { permission: "demand:follow", kinds: ["seller", "partner", "operator"] },
  close_lost: { permission: "demand:follow", kinds: ["seller", "partner", "operator"] },
  progress: { permission: "demand:follow", kinds: ["seller"] },
  edit_solution: { permission: "demand:follow", kinds: ["seller"] },
  make_offer: { permission: "offer:make", kinds: ["seller"] },
};

function stateReason(verb: string, demand: DemandFacts, now: Date): string | null {
  const { status } = demand;
  if (verb === "progress") return ["converting", "stale", "offered"].includes(status) ? null : "state";
  if (verb === "edit_solution" || verb === "make_offer") return ["converting", "stale"].includes(status) ? null : status === "offered" ? "locked" : "state";
  if ((verb === "close_won" || verb === "close_lost") && status === "offered") return "locked";
  if (!allows(demandLifecycle, verb as DemandVerb, status)) return "state";
  return verb === "accept" || verb === "reject" ? (demand.dueAt && demand.dueAt <= now ? "due" : null) : null;
}

/** For every verb a person may press: null, or why it cannot be done now (a key under `demand.blocked`). */
export function actsOf(demand: DemandFacts, viewer: Viewer, now: Date): DemandActs {
  const reasons = Object.entries(holders).map(([verb, { permission, kinds }]) => {
    if (!kinds.includes(viewer.kind)) return [verb, "wing"];
    if (!viewer.permissions.has(permission)) return [verb, "permission"];
    if (verb.startsWith("close_") && !mayClose(demand, viewer, verb === "close_won" ? "won" : "lost")) return [verb, viewer.kind === "seller" ? "partnerCloses" : "wing"];
    return [verb, stateReason(verb, demand, now)];
  });
  return Object.fromEntries(reasons) as DemandActs;
}
