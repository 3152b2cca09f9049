import { formatYuan } from "@/lib/money";
import type { Tx } from "@/server/kernel/database";
import { announce } from "@/server/kernel/outbox";
import type { RequisitionRow, StatementRow } from "./internal";

export const financeRoles = ["owner", "finance"] as const;

/** The payee hears that a statement was drawn up. */
export async function tellGenerated(tx: Tx, row: StatementRow): Promise<void> {
  await announce(tx, {
    orgId: row.orgId,
    roles: financeRoles,
    kind: "settlement.generated",
    values: { number: row.number, period: row.period ?? "", amount: formatYuan(row.payableFen) },
    path: `statements/${row.id}`,
    noun: "statement",
    nounId: row.id,
    channels: ["mail", "sms"],
  });
}

/** The payee is asked for its invoice. Before this notice it must not issue one. */
export async function tellInvoice(tx: Tx, row: RequisitionRow, dueOn: string): Promise<void> {
  await announce(tx, {
    orgId: row.orgId,
    roles: financeRoles,
    kind: "settlement.invoice_notice",
    values: { number: row.number, period: row.periodLabel, amount: formatYuan(row.totalFen), due: dueOn },
    path: `invoices/${row.id}`,
    noun: "requisition",
    nounId: row.id,
    actionNeeded: "receive_invoice",
    channels: ["mail", "sms"],
  });
}

/** The payee hears that its money is on the way. */
export async function tellPaid(tx: Tx, row: RequisitionRow, statementId: string, bankReference: string): Promise<void> {
  await announce(tx, {
    orgId: row.orgId,
    roles: financeRoles,
    kind: "settlement.paid",
    values: { number: row.number, period: row.periodLabel, amount: formatYuan(row.totalFen), reference: bankReference },
    path: `statements/${statementId}`,
    noun: "requisition",
    nounId: row.id,
    channels: ["mail", "sms"],
  });
}
