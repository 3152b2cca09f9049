import { type DemandState, demandLifecycle } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";
import type { OrgKind } from "@/lib/states/org";
import type { DemandFilter } from "./contract-list";

const order = stateNames(demandLifecycle) as DemandState[];
/** What each side works on, in the order in which it moves; what has ended stands at the right. */
const columns: Readonly<Record<OrgKind, readonly DemandState[]>> = {
  seller: ["pending", "converting", "stale", "offered", "won", "closed_won_offline", "closed_lost"],
  partner: ["draft", "returned", "submitted", "pending", "converting", "stale", "offered", "won", "closed_lost"],
  operator: ["submitted", "returned", "pending", "rejected", "lapsed", "converting", "stale", "offered", "won", "closed_lost"],
};

/** The states a filter names, in the lifecycle's order; for a board without any, those of its side. */
export function statesAsked({ status }: DemandFilter, board?: OrgKind): readonly DemandState[] {
  const asked = status === undefined ? [] : [status].flat();
  if (asked.length > 0) return order.filter((state) => asked.includes(state));
  return board ? columns[board] : [];
}
