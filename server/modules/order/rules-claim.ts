type Claimable = { readonly status: string; readonly orderType: string; readonly credited: boolean };

/** Why an order cannot be claimed at all, as a key under `claim.errors`; null when it can. */
export function notClaimable({ status, orderType, credited }: Claimable): string | null {
  if (orderType === "trial" || orderType === "refund") return "wrongType";
  if (status === "cancelled" || status === "refunded") return "orderOver";
  return credited ? "credited" : null;
}
