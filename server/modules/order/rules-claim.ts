import type { TimeLimit } from "@/server/kernel/time-limit";

/** How long after an order was placed it can be claimed, and how long the operators take to decide, while no rule says otherwise. */
export const standardWindow: TimeLimit = { days: 30, unit: "day" };
export const standardDecision: TimeLimit = { days: 5, unit: "workday" };

type Claimable = { readonly status: string; readonly orderType: string; readonly credited: boolean };

/** Why an order cannot be claimed at all, as a key under `claim.errors`; null when it can. */
export function notClaimable({ status, orderType, credited }: Claimable): string | null {
  if (orderType === "trial" || orderType === "refund") return "wrongType";
  if (status === "cancelled" || status === "refunded") return "orderOver";
  return credited ? "credited" : null;
}
