export const agendaKinds = ["answer", "confirm_close", "accept", "dispatch", "next_step"] as const;
export type AgendaKind = (typeof agendaKinds)[number];

/** A demand that needs the acting company by `due` (an ISO instant, or a business day for a next step); `what` is the step. */
export type AgendaItem = { readonly kind: AgendaKind; readonly demandId: string; readonly number: string; readonly name: string; readonly due: string; readonly overdue: boolean; readonly what: string };
export type Agenda = { readonly items: readonly AgendaItem[]; readonly now: string };
