import { grouped } from "@/lib/counts";

export const agendaKinds = ["answer", "confirm_close", "complete", "accept", "pick_up", "next_step", "dispatch", "handed_back", "stale"] as const;
export type AgendaKind = (typeof agendaKinds)[number];

/**
 * A demand that waits for the acting company until `due`: an ISO instant, a business day for a next step, null where no
 * clock runs; `what` is the step.
 */
export type AgendaItem = { readonly kind: AgendaKind; readonly demandId: string; readonly number: string; readonly name: string; readonly due: string | null; readonly overdue: boolean; readonly what: string };
/** The first of what waits, and how much that is together (`capped`: at least so much); null for those who can do nothing about it. */
export type Agenda = { readonly items: readonly AgendaItem[]; readonly waiting: number | null; readonly capped: boolean; readonly now: string };

/** How much waits, as text: `2000+` where counting stopped. */
export const waitingShown = ({ waiting, capped }: Agenda): string => `${grouped(waiting ?? 0)}${capped ? "+" : ""}`;
