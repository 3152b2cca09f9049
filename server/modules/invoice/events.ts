import { formatYuan } from "@/lib/money";
import { bothNames } from "@/lib/names";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { announce } from "@/server/kernel/outbox";
import { operatorOrgId } from "@/server/kernel/marketplace";
import type { InvoiceRow } from "./internal";

const payeeRoles = ["owner", "finance"] as const;

function valuesOf(row: InvoiceRow, requisitionNo: string) {
  return { number: row.number, requisition: requisitionNo, amount: formatYuan(row.totalFen ?? 0n) };
}

/** The finance desk hears that an invoice waits for examination. */
export async function tellSubmitted(tx: Tx, ctx: OrgCtx, row: InvoiceRow, requisitionNo: string): Promise<void> {
  const desk = await operatorOrgId(tx);
  if (!desk) return;
  await announce(tx, {
    orgId: desk,
    roles: ["finance"],
    kind: "invoice.submit",
    values: { ...valuesOf(row, requisitionNo), ...bothNames("company", ctx.org.nameZh, ctx.org.nameEn) },
    path: `invoices/${row.id}`,
    noun: "invoice",
    nounId: row.id,
    actionNeeded: "verify|reject",
  });
}

/** The payee hears that its invoice carries the seal. */
export async function tellVerified(tx: Tx, row: InvoiceRow, requisitionNo: string): Promise<void> {
  await announce(tx, {
    orgId: row.orgId,
    roles: payeeRoles,
    kind: "invoice.verify",
    values: valuesOf(row, requisitionNo),
    path: `invoices/${row.requisitionId}`,
    noun: "requisition",
    nounId: row.requisitionId,
    channels: ["mail"],
  });
}

/** The payee hears why its invoice was refused, and that another one is needed. */
export async function tellRejected(tx: Tx, row: InvoiceRow, requisitionNo: string): Promise<void> {
  await announce(tx, {
    orgId: row.orgId,
    roles: payeeRoles,
    kind: "invoice.reject",
    values: { ...valuesOf(row, requisitionNo), reason: row.reasonNote ?? "" },
    path: `invoices/${row.requisitionId}`,
    noun: "requisition",
    nounId: row.requisitionId,
    actionNeeded: "invoice",
    channels: ["mail", "sms"],
  });
}
