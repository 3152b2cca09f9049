import { buildEInvoiceXml } from "../../testing/fixtures/einvoice";
import type { BusinessDay } from "../../lib/dates";
import { type Actor, type Cast, expectThat } from "./cast";
import { refusalOf, until, upload } from "../../testing/portal";
import { businessNow } from "./sell";

/** C5: the clock goes past the month's end, the month is closed, statements appear with their equation. */
export async function closeMonth(cast: Cast): Promise<string> {
  const now = new Date(await businessNow(cast));
  const beijing = new Date(now.getTime() + 8 * 3_600_000);
  const period = `${beijing.getUTCFullYear()}${String(beijing.getUTCMonth() + 1).padStart(2, "0")}`;
  const nextMonth = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth() + 1, 4) - 8 * 3_600_000;
  const hours = Math.ceil((nextMonth - now.getTime()) / 3_600_000);
  await cast.operator.api.system.moveClock.mutate({ days: Math.floor(hours / 24), hours: hours % 24 });
  await cast.finance.api.settlement.runClose.mutate({ period });
  await until(
    `the month ${period} is closed`,
    async () => {
      const { runs } = await cast.finance.api.settlement.closeDesk.query();
      const run = runs.find((one) => one.period === period);
      if (run?.state === "failed") throw new Error(`the close failed: ${run.error}`);
      return run?.state === "done";
    },
    120,
  );
  return period;
}

export type Bill = { readonly statementId: string; readonly payableFen: string };

/** The statement of a company for the period that holds the deal; its equation must hold to the fen. */
export async function statementOf(who: Actor, period: string): Promise<Bill> {
  const { rows } = await who.api.settlement.statements.query({ period, productClass: "co_sell" });
  const [row] = rows;
  expectThat(row, `${who.org} has no co-sell statement for ${period}`);
  const detail = await who.api.settlement.statement.query({ statementId: row.id });
  const fen = (text: string) => BigInt(text);
  const right = fen(detail.grossFen) - fen(detail.refundFen) - fen(detail.voucherFen) - fen(detail.otherShareFen) - fen(detail.platformFen ?? "0");
  expectThat(right === fen(detail.payableFen), `the equation of ${detail.number} does not hold`);
  return { statementId: row.id, payableFen: detail.payableFen };
}

/** Why unbilled lines are unbilled: reason → how many. */
export async function unbilled(who: Actor): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let cursor: string | undefined;
  do {
    const page = await who.api.settlement.transactions.query({ billed: "no", cursor });
    for (const row of page.rows) {
      expectThat(row.blockedBy.length > 0, `${row.lineNumber} is unbilled without a reason`);
      for (const reason of row.blockedBy) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    cursor = page.next ?? undefined;
  } while (cursor);
  return counts;
}

/** C6, first half: three desks sign, each by another person; the notice goes out. */
export async function countersigned(cast: Cast, bill: Bill): Promise<string> {
  await cast.dispatcher.api.settlement.countersign.mutate({ statementId: bill.statementId, desk: "operations" });
  await cast.finance.api.settlement.countersign.mutate({ statementId: bill.statementId, desk: "finance" });
  const last = await cast.reviewer.api.settlement.countersign.mutate({ statementId: bill.statementId, desk: "legal" });
  expectThat(last.requisitionId, `after the last signature the statement is ${last.status}, without a requisition`);
  return last.requisitionId;
}

/** C6, second half: a wrong invoice is blocked with a sentence, the right one is verified and paid. */
export async function invoiced(cast: Cast, who: Actor, requisitionId: string, series: number): Promise<{ refusal: string; invoices: number }> {
  const paper = await until("the requisition is open for invoices", async () => {
    const found = await who.api.invoice.requisition.query({ requisitionId });
    return found.submitBlocked === null && found;
  });
  const payee = paper.payee;
  expectThat(payee, "the payee is not certified");
  const today = new Date(new Date(await businessNow(cast)).getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as BusinessDay;
  let refusal = "";
  for (const [at, row] of paper.issueList.entries()) {
    const fields = (plusFen: bigint, number: string) => ({
      number,
      issueDate: today,
      seller: { name: payee.name, taxId: payee.taxId },
      buyer: { name: paper.buyer.name, taxId: paper.buyer.taxId },
      lines: [{ name: row.itemName, gross: BigInt(row.grossFen) + plusFen, rateBp: row.taxRateBp }],
      remark: paper.remark,
    });
    const send = async (bytes: Uint8Array) => ({ requisitionId, fileId: await upload(cast.portal, who.cookie, who.org, { purpose: "invoice", name: "数电票.xml", type: "application/xml", bytes }) });
    const number = `26${String(series).padStart(9, "0")}${String(Date.now()).slice(-7)}${String(at).padStart(2, "0")}`;
    const wrong = await send(buildEInvoiceXml(fields(1n, number)));
    refusal = (await refusalOf(who.api.invoice.submit.mutate(wrong))) ?? "";
    expectThat(refusal, "an invoice one fen too high was taken");
    const made = await who.api.invoice.submit.mutate(await send(buildEInvoiceXml(fields(0n, number))));
    await cast.finance2.api.invoice.verify.mutate({ invoiceId: made.id, version: made.version });
  }
  await cast.finance.api.settlement.recordPayout.mutate({ requisitionId, bankReference: `HD-${cast.run}-${series}`, paidOn: today });
  return { refusal, invoices: paper.issueList.length };
}

export async function paidOnBothSides(cast: Cast, who: Actor, bill: Bill): Promise<void> {
  for (const eyes of [who, cast.finance2]) {
    const seen = await eyes.api.settlement.statement.query({ statementId: bill.statementId });
    expectThat(seen.status === "paid", `${eyes.org} sees the statement as ${seen.status}`);
  }
}
