import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { issueListRow, requisition, statement, statementRate } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import type { ProductClass } from "@/lib/states/product";
import { type StatementState, statementLifecycle } from "@/lib/states/settlement";
import { splitGross } from "@/lib/tax";
import { audit } from "@/server/kernel/audit";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { transition } from "@/server/kernel/transition";
import { businessNow } from "@/server/kernel/tx";
import { ruleInForce } from "@/server/modules/rule";
import { tellInvoice } from "./events";
import { lockPayee, type RequisitionRow, type StatementRow } from "./internal";
import { invoiceNeeded, monthAfter, periodLabel } from "./rules";

/** Where a fully countersigned statement goes, and the requisition that was made for it. */
export type Destination = { readonly to: StatementState; readonly requisition: RequisitionRow | null };

/**
 * Decides a countersigned statement's way: negative → receivable; below the minimum together with what waits from earlier
 * → it waits too; else one requisition for all of it. Earlier receivables of the same payee and class are set off.
 */
export async function settleDestination(tx: Tx, ctx: Ctx, row: StatementRow): Promise<Destination> {
  await lockPayee(tx, row);
  if (row.payableFen < 0n) return { to: "receivable", requisition: null };
  const waiting = await waitingOf(tx, row);
  const merged = await withoutNegativeRates(tx, [row, ...waiting]);
  const totalFen = merged.reduce((sum, one) => sum + one.payableFen, 0n);
  if (totalFen <= 0n || totalFen < (await minimumFen(tx, row))) return { to: "below_minimum", requisition: null };
  const made = await issue(tx, ctx, { row, merged, totalFen });
  return { to: made.invoiceNeeded ? "to_invoice" : "payable", requisition: made };
}

/** Statements of the same payee, entity, class and currency that no requisition has taken yet. */
function waitingOf(tx: Tx, row: StatementRow): Promise<StatementRow[]> {
  const same = [eq(statement.orgId, row.orgId), eq(statement.side, row.side), eq(statement.legalEntityId, row.legalEntityId), eq(statement.productClass, row.productClass), eq(statement.currency, row.currency)];
  return tx
    .select()
    .from(statement)
    .where(and(...same, isNull(statement.requisitionId), or(eq(statement.status, "below_minimum"), eq(statement.status, "receivable"))))
    .orderBy(statement.period)
    .for("update");
}

/** An invoice cannot be negative at any rate: receivables that would make it so stay open. */
async function withoutNegativeRates(tx: Tx, all: readonly StatementRow[]): Promise<StatementRow[]> {
  const sums = await ratesOf(tx, all);
  if (sums.every(({ grossFen }) => grossFen >= 0n)) return [...all];
  return all.filter(({ payableFen }) => payableFen >= 0n);
}

async function ratesOf(tx: Tx, statements: readonly StatementRow[]): Promise<{ taxRateBp: number; grossFen: bigint }[]> {
  const rows = await tx
    .select({ taxRateBp: statementRate.taxRateBp, fen: sql<string>`sum(${statementRate.grossFen})` })
    .from(statementRate)
    .where(inArray(statementRate.statementId, statements.map(({ id }) => id)))
    .groupBy(statementRate.taxRateBp)
    .orderBy(statementRate.taxRateBp);
  return rows.map(({ taxRateBp, fen }) => ({ taxRateBp, grossFen: BigInt(fen) }));
}

/** The least a requisition of this class pays out; 0 where no minimum binds. */
export async function minimumFen(tx: Tx, row: Pick<StatementRow, "side" | "productClass" | "closedAt">): Promise<bigint> {
  const rule = await ruleInForce(tx, "minimum", row.productClass, row.closedAt);
  if (!rule || (row.side === "partner" && !rule.value.partner)) return 0n;
  return BigInt(rule.value.fen);
}

type Issue = { readonly row: StatementRow; readonly merged: readonly StatementRow[]; readonly totalFen: bigint };

async function issue(tx: Tx, ctx: Ctx, { row, merged, totalFen }: Issue): Promise<RequisitionRow> {
  const needed = invoiceNeeded(row.side, row.productClass);
  const now = businessNow();
  const dueAt = needed ? await invoiceDue(tx, now) : null;
  const [made] = await tx
    .insert(requisition)
    .values({
      number: sql<string>`app.next_number('SF')`,
      orgId: row.orgId,
      legalEntityId: row.legalEntityId,
      productClass: row.productClass,
      side: row.side,
      periodLabel: periodLabel(merged.map(({ period }) => period ?? "")),
      currency: row.currency,
      totalFen,
      status: needed ? "to_invoice" : "payable",
      invoiceNeeded: needed,
      noticedAt: needed ? now : null,
      invoiceDueAt: dueAt,
    })
    .returning();
  if (!made) throw new Error("no requisition was made");
  if (needed) await writeIssueList(tx, made, merged);
  await takeAlong(tx, made, merged.filter(({ id }) => id !== row.id));
  audit(ctx, { noun: "requisition", nounId: made.id, act: "settlement.issue_requisition", parties: [row.orgId], detail: { number: made.number, totalFen: totalFen.toString(), statements: merged.length } });
  if (dueAt) await tellInvoice(tx, made, toBusinessDay(new Date(dueAt.getTime() - 1)));
  return made;
}

async function invoiceDue(tx: Tx, now: Date): Promise<Date> {
  const limit = await ruleInForce(tx, "limit", "invoice.issue", now);
  if (!limit || limit.value.unit === "month") return monthAfter(now, limit?.value.days ?? 1);
  return new Date(now.getTime() + limit.value.days * 86_400_000);
}

const itemNames: Readonly<Record<ProductClass, string>> = { co_sell: "联营商品结算款", platform: "平台自营商品结算款", curated: "严选商品结算款", generic: "通用商品结算款" };

/** What to invoice, a row per tax rate: net and tax are split from the merged gross. */
async function writeIssueList(tx: Tx, made: RequisitionRow, merged: readonly StatementRow[]): Promise<void> {
  const rates = (await ratesOf(tx, merged)).filter(({ grossFen }) => grossFen !== 0n);
  const itemName = made.side === "partner" ? "服务费" : itemNames[made.productClass];
  await tx.insert(issueListRow).values(
    rates.map(({ taxRateBp, grossFen }) => {
      const { net, tax } = splitGross(grossFen, taxRateBp);
      return { orgId: made.orgId, requisitionId: made.id, taxRateBp, itemName, grossFen, netFen: net, taxFen: tax };
    }),
  );
}

/** Earlier statements join the requisition; a receivable keeps its state and names where it was set off. */
async function takeAlong(tx: Tx, made: RequisitionRow, earlier: readonly StatementRow[]): Promise<void> {
  for (const { id, status } of earlier) {
    if (status === "below_minimum") {
      await transition(tx, { table: statement, lifecycle: statementLifecycle, verb: "requisition", id, to: made.invoiceNeeded ? "to_invoice" : "payable", set: { requisitionId: made.id } });
    } else {
      await tx.update(statement).set({ requisitionId: made.id }).where(and(eq(statement.id, id), isNull(statement.requisitionId)));
    }
  }
}
