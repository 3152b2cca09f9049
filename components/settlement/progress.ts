import type { StatementDetail } from "@/server/modules/settlement/contract";

/** One step of a statement's way: when it happened (`at`, an instant), or by which day it should (`by`, a business day). */
export type StatementStep = {
  readonly key: "generated" | "countersign" | "rejected" | "below_minimum" | "receivable" | "to_invoice" | "invoice_review" | "payable" | "paid";
  readonly state: "done" | "current" | "todo";
  readonly at: string | null;
  readonly by: string | null;
};

const order = ["countersign", "to_invoice", "invoice_review", "payable", "paid"] as const;
const reached: Readonly<Record<StatementDetail["status"], number>> = { generated: 0, countersigning: 0, countersign_rejected: 0, below_minimum: 1, receivable: 1, to_invoice: 1, invoice_review: 2, payable: 3, paid: 5 };

/** The way of a statement: what is behind, where it stands, what lies ahead. Agency sales have no invoice steps. */
export function stepsOf(statement: StatementDetail): StatementStep[] {
  const { status, requisition, timetable } = statement;
  const position = reached[status];
  const first: StatementStep = { key: "generated", state: "done", at: statement.closedAt, by: null };
  const signed: StatementStep = { key: status === "countersign_rejected" ? "rejected" : "countersign", state: position > 0 ? "done" : "current", at: statement.countersignedAt, by: timetable.countersignBy };
  if (status === "below_minimum" || status === "receivable") return [first, signed, { key: status, state: "current", at: null, by: null }];
  const invoiced = requisition ? requisition.invoiceNeeded : statement.side === "partner" || statement.productClass !== "generic";
  const rest = order.slice(1).filter((key) => invoiced || (key !== "to_invoice" && key !== "invoice_review"));
  const instants: Partial<Record<(typeof order)[number], string | null>> = { paid: statement.paidAt, to_invoice: requisition?.noticedAt };
  return [
    first,
    signed,
    ...rest.map((key): StatementStep => {
      const place = order.indexOf(key);
      const state = place < position ? "done" : place === position ? "current" : "todo";
      return { key, state, at: state === "todo" ? null : (instants[key] ?? null), by: key === "payable" && state !== "done" ? timetable.payBy : null };
    }),
  ];
}
