import { randomInt } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeRun, issueListRow, requisition, statement, statementRate } from "@/db/schema";
import { businessDay, type BusinessDay, toBusinessDay } from "@/lib/dates";
import type { Fen } from "@/lib/money";
import type { ProductClass } from "@/lib/states/product";
import { splitGross } from "@/lib/tax";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withTx } from "@/server/kernel/tx";
import { receiveUpload } from "@/server/modules/file";
import { submitInvoice } from "@/server/modules/invoice";
import { makeLegalEntity, type MadeOrg } from "../factories";
import { buildEInvoiceXml, type EInvoiceFixture } from "../fixtures/einvoice";

const system = systemCtx("factory");

/** Files of this run lie in a folder of their own. */
export async function useTemporaryStorage(): Promise<void> {
  useStorage(diskStorage(await mkdtemp(join(tmpdir(), "countinghouse-files-"))));
}

export type Paper = {
  readonly requisitionId: string;
  readonly statementId: string;
  readonly number: string;
  readonly periodLabel: string;
  readonly today: BusinessDay;
  readonly seller: { name: string; taxId: string };
  readonly buyer: { name: string; taxId: string };
  readonly rows: readonly { readonly rateBp: number; readonly grossFen: Fen }[];
};

type PaperOptions = {
  readonly rows?: Paper["rows"];
  readonly productClass?: ProductClass;
  readonly periods?: readonly string[];
  /** False: countersigned, but the notice to invoice has not gone out. */
  readonly noticed?: boolean;
  readonly invoiceNeeded?: boolean;
};

let month = 0;
/** Every paper gets months of its own: a company has one statement per class and month. */
function freshPeriod(): string {
  month += 1;
  return `${2000 + Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, "0")}`;
}

async function runOf(tx: Tx, period: string): Promise<string> {
  const [made] = await tx.insert(closeRun).values({ period, cutAt: businessNow(), state: "done", startedAt: businessNow() }).returning({ id: closeRun.id });
  return made?.id as string;
}

/** A countersigned statement with its requisition and issue list, as the close and the desks leave them. */
export async function makeRequisition(payee: MadeOrg, options: PaperOptions = {}): Promise<Paper> {
  const rows = options.rows ?? [{ rateBp: 600, grossFen: 1_234_567n }];
  const periods = options.periods ?? [freshPeriod()];
  const entity = await makeLegalEntity();
  const needed = options.invoiceNeeded ?? true;
  const totalFen = rows.reduce((sum, row) => sum + row.grossFen, 0n);
  const common = { orgId: payee.id, legalEntityId: entity.id, productClass: options.productClass ?? "co_sell", side: payee.kind === "partner" ? ("partner" as const) : ("seller" as const), status: needed ? "to_invoice" : "payable" };
  return withTx(system, async (tx) => {
    const now = businessNow();
    const number = `SF-20261101-${String(randomInt(1e8)).padStart(8, "0")}`;
    const periodLabel = periods.length > 1 ? `${periods[0]}–${periods.at(-1)}` : (periods[0] as string);
    const noticed = needed && options.noticed !== false;
    const [paper] = await tx.insert(requisition).values({ ...common, number, periodLabel, totalFen, invoiceNeeded: needed, noticedAt: noticed ? now : null, invoiceDueAt: noticed ? new Date(now.getTime() + 30 * 86_400_000) : null }).returning();
    const requisitionId = paper?.id as string;
    const closeRunId = await runOf(tx, periods[0] as string);
    const [made] = await tx
      .insert(statement)
      .values({ ...common, number: `ST-${number}`, period: periods[0] as string, closeRunId, requisitionId, lineCount: 1, grossFen: totalFen, refundFen: 0n, voucherFen: 0n, otherShareFen: 0n, platformFen: 0n, payableFen: totalFen, cutAt: now, closedAt: now, countersignedAt: now })
      .returning();
    for (const { rateBp, grossFen } of rows) {
      const { net, tax } = splitGross(grossFen, rateBp);
      const amounts = { orgId: payee.id, taxRateBp: rateBp, grossFen, netFen: net, taxFen: tax };
      await tx.insert(statementRate).values({ ...amounts, statementId: made?.id as string });
      if (needed) await tx.insert(issueListRow).values({ ...amounts, requisitionId, itemName: "服务费" });
    }
    return { requisitionId, statementId: made?.id as string, number, periodLabel, today: toBusinessDay(now), seller: { name: payee.nameZh, taxId: "91520900MA6J6CBN9Q" }, buyer: { name: entity.nameZh, taxId: entity.uscc }, rows };
  });
}

export const invoiceNumber = () => `26${String(randomInt(1e9)).padStart(9, "0")}${String(randomInt(1e9)).padStart(9, "0")}`;

type Row = Paper["rows"][number];

/** The invoice a requisition asks for, for one of its rows; `change` replaces what a test is about. */
export function invoiceFor(paper: Paper, change: Partial<EInvoiceFixture> = {}, row: Row = paper.rows[0] as Row): EInvoiceFixture {
  return {
    number: invoiceNumber(),
    issueDate: businessDay(paper.today),
    seller: paper.seller,
    buyer: paper.buyer,
    lines: [{ name: "*信息技术服务*服务费", gross: row.grossFen, rateBp: row.rateBp }],
    remark: `申付单号：${paper.number}；对账期次：${paper.periodLabel}`,
    ...change,
  };
}

/** Uploads bytes as an invoice file of the acting company. */
export async function uploadInvoice(ctx: Ctx, bytes: Uint8Array, name = "invoice.xml"): Promise<string> {
  return (await receiveUpload(ctx, { purpose: "invoice", name, declaredType: "application/xml", bytes })).fileId;
}

/** Uploads the invoice for a row and hands it in. */
export async function submitFor(ctx: Ctx, paper: Paper, change: Partial<EInvoiceFixture> & { part?: boolean } = {}, row?: Row) {
  const { part, ...fields } = change;
  const fileId = await uploadInvoice(ctx, buildEInvoiceXml(invoiceFor(paper, fields, row)));
  return { ...(await submitInvoice(ctx, { requisitionId: paper.requisitionId, fileId, part })), fileId };
}
