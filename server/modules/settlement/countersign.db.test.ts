import { beforeAll, describe, expect, it } from "vitest";
import { invoice } from "@/db/schema";
import { allows, stateNames } from "@/lib/states/lifecycle";
import { countersignDesks, statementLifecycle, type StatementState } from "@/lib/states/settlement";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { makeMarket, makeSellable, type Market, sell } from "@/testing/factories/settlement";
import { personIn } from "@/testing/factories";
import { testDatabase } from "@/testing/database";
import {
  countersign, invoiceAccepted, invoiceReceived, invoiceReturned, listStatements, listTransactions, performClose, recomputeStatement, reconcile, recordPayout,
  refuseCountersign, reopenCountersign, requisitionForInvoice, runClose, statementDetail, statementLines, statementProducts, verifyStatement, whyTransaction,
} from "./index";

const db = testDatabase();
const system = systemCtx("test");
const at = (day: string) => new Date(`${day}T12:00:00+08:00`);
let operator: Market;
beforeAll(async () => {
  operator = await makeMarket();
});

type Row = { id: string; status: StatementState; requisition_id: string | null; payable_fen: bigint; period: string };
const statementsOf = (market: Market, side = "seller") => db.sql<Row>("select * from statement where org_id = $1 and side = $2 order by period", [side === "seller" ? market.seller.id : market.partner.id, side]);
const desks = () => operator.desks;

let months = 0;
/** Sells the amounts in as many following months, closing each; the last statements are returned. */
async function closedMonths(amounts: readonly bigint[], options: { productClass?: "co_sell" | "generic"; credit?: boolean } = {}): Promise<Market> {
  const market = await makeMarket();
  const item = await makeSellable(market, { productClass: options.productClass, ratioBp: options.productClass === "generic" ? 9600 : 10_000 });
  for (const amountFen of amounts) {
    months += 1;
    const day = `${2010 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-10`;
    const credit = options.credit ? { partnerId: market.partner.id, shareBp: 800, agreementId: market.partnerAgreementId } : undefined;
    await sell(market, item, { amountFen, orderType: amountFen < 0n ? "change" : "new", placedAt: at(day), credit });
    const { closeRunId } = await runClose(operator.finance, { period: day.slice(0, 7).replace("-", "") });
    await performClose(system, closeRunId);
  }
  return market;
}
async function signAll(statementId: string): Promise<{ status: StatementState; requisitionId: string | null }> {
  await countersign(desks().operations, { statementId, desk: "operations" });
  await countersign(desks().legal, { statementId, desk: "legal" });
  return countersign(desks().finance, { statementId, desk: "finance" });
}
const only = <T>(rows: readonly T[]): T => {
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`one row expected, ${rows.length} found`);
  return row;
};

describe("three desks", () => {
  it("sign one by one; the last signature makes the requisition, its issue list and the notice", async () => {
    const market = await closedMonths([1_060_000n]);
    const { id } = only(await statementsOf(market));
    expect(await countersign(desks().operations, { statementId: id, desk: "operations" })).toEqual({ status: "countersigning", requisitionId: null });
    await countersign(desks().legal, { statementId: id, desk: "legal" });
    const signed = await countersign(desks().finance, { statementId: id, desk: "finance" });
    expect(signed.status).toBe("to_invoice");
    const paper = await withRead(system, (tx) => requisitionForInvoice(tx, signed.requisitionId ?? ""));
    expect(paper.requisition).toMatchObject({ status: "to_invoice", totalFen: 1_060_000n, invoiceNeeded: true });
    expect(paper.requisition.number).toMatch(/^SF-\d{8}-\d{5,}$/);
    expect(paper.issueList).toMatchObject([{ taxRateBp: 600, grossFen: 1_060_000n, netFen: 1_000_000n, taxFen: 60_000n }]);
    expect(paper.payee?.state).toBe("certified");
    const notices = await db.sql<{ payload: { kind: string; channels: string[]; actionNeeded: string } }>("select payload from graphile_worker._private_jobs where payload ->> 'nounId' = $1", [signed.requisitionId]);
    expect(notices.map(({ payload }) => payload)).toMatchObject([{ kind: "settlement.invoice_notice", channels: ["mail", "sms"], actionNeeded: "receive_invoice" }]);
    const acts = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 or noun_id = $2 order by at", [id, signed.requisitionId]);
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(["settlement.settle", "settlement.countersign", "settlement.issue_requisition"]));
  });

  it("need the desk's permission, and one person signs one desk only", async () => {
    const { id } = only(await statementsOf(await closedMonths([2_000_00n])));
    const lead = await personIn(operator.operator, ["lead"]);
    await expect(countersign(desks().legal, { statementId: id, desk: "finance" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(countersign(operator.sellerFinance, { statementId: id, desk: "finance" })).rejects.toMatchObject({ kind: "forbidden" });
    await countersign(lead, { statementId: id, desk: "operations" });
    await expect(countersign(lead, { statementId: id, desk: "legal" })).rejects.toMatchObject({ key: "settlement.errors.onePersonOneDesk" });
    await expect(countersign(desks().operations, { statementId: id, desk: "operations" })).rejects.toMatchObject({ key: "settlement.errors.deskSigned" });
  });

  it("refuse with a reason and sign again in a new round", async () => {
    const { id } = only(await statementsOf(await closedMonths([2_000_00n])));
    await countersign(desks().operations, { statementId: id, desk: "operations" });
    await refuseCountersign(desks().legal, { statementId: id, desk: "legal", note: "退订明细不符" });
    await expect(countersign(desks().finance, { statementId: id, desk: "finance" })).rejects.toMatchObject({ key: "stateMoved" });
    await expect(reopenCountersign(desks().finance, { statementId: id })).rejects.toMatchObject({ kind: "forbidden" });
    await reopenCountersign(desks().operations, { statementId: id });
    expect((await signAll(id)).status).toBe("to_invoice");
    const detail = await statementDetail(operator.finance, id);
    expect(detail.round).toBe(2);
    expect(detail.signatures.map(({ decision }) => decision)).toEqual(["signed", "refused", "signed", "signed", "signed"]);
  });

  it("do not sign what the verifier disagrees with", async () => {
    const { id } = only(await statementsOf(await closedMonths([2_000_00n])));
    await db.sql("update statement set platform_fen = platform_fen + 1 where id = $1", [id]);
    await verifyStatement(system, id);
    await expect(countersign(desks().operations, { statementId: id, desk: "operations" })).rejects.toMatchObject({ key: "settlement.errors.differs" });
    await db.sql("update statement set platform_fen = platform_fen - 1 where id = $1", [id]);
    expect(await recomputeStatement(operator.finance, { statementId: id })).toMatchObject({ differences: 0 });
    await countersign(desks().operations, { statementId: id, desk: "operations" });
  });

  it("have one effect when fifty sign at once", async () => {
    const { id } = only(await statementsOf(await closedMonths([2_000_00n])));
    await countersign(desks().operations, { statementId: id, desk: "operations" });
    await countersign(desks().legal, { statementId: id, desk: "legal" });
    const signers = await Promise.all(Array.from({ length: 50 }, () => personIn(operator.operator, ["finance"])));
    const outcomes = await Promise.allSettled(signers.map((ctx) => countersign(ctx, { statementId: id, desk: "finance" })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.sql("select count(*)::int n from requisition q join statement s on s.requisition_id = q.id where s.id = $1", [id])).toEqual([{ n: 1 }]);
  });
});

describe("the minimum", () => {
  const statesOf = async (market: Market) => (await statementsOf(market)).map(({ status }) => status);

  it("lets a statement wait until the class reaches ¥1000, then pays all together", async () => {
    const market = await closedMonths([400_00n, 450_00n, 300_00n]);
    for (const { id } of await statementsOf(market)) await signAll(id);
    const rows = await statementsOf(market);
    expect(rows.map(({ status }) => status)).toEqual(["to_invoice", "to_invoice", "to_invoice"]);
    expect(new Set(rows.map(({ requisition_id }) => requisition_id)).size).toBe(1);
    expect(await db.sql("select total_fen, period_label from requisition where org_id = $1", [market.seller.id])).toEqual([{ total_fen: 1_150_00n, period_label: `${rows[0]?.period}–${rows[2]?.period}` }]);
  });

  it("is reached by exactly ¥1000.00 and not by ¥999.99", async () => {
    const [exactly, below] = [await closedMonths([1_000_00n]), await closedMonths([999_99n])];
    for (const market of [exactly, below]) await signAll(only(await statementsOf(market)).id);
    expect(await statesOf(exactly)).toEqual(["to_invoice"]);
    expect(await statesOf(below)).toEqual(["below_minimum"]);
  });

  it("counts an earlier receivable against it (400 − 100 + 700)", async () => {
    const market = await closedMonths([400_00n, -100_00n, 700_00n]);
    for (const { id } of await statementsOf(market)) await signAll(id);
    expect(await statesOf(market)).toEqual(["to_invoice", "receivable", "to_invoice"]);
    expect(await db.sql("select total_fen from requisition where org_id = $1", [market.seller.id])).toEqual([{ total_fen: 1_000_00n }]);
  });

  it("does not bind partners", async () => {
    const market = await closedMonths([1_000_00n], { credit: true });
    const { id } = only(await statementsOf(market, "partner"));
    expect(await signAll(id)).toMatchObject({ status: "to_invoice" });
  });
});

async function verifiedInvoice(requisitionId: string, orgId: string, by: Ctx): Promise<void> {
  const file = only(await db.sql<{ id: string }>("insert into file (org_id, purpose, name, declared_type, bytes, sha256, storage_key, state) values ($1, 'invoice', 'x.xml', 'application/xml', 1, repeat('0', 64), gen_random_uuid()::text, 'clean') returning id", [orgId]));
  await withTx(system, (tx) =>
    tx.insert(invoice).values({ orgId, requisitionId, fileId: file.id, number: crypto.randomUUID(), kind: "special", issueDate: "2026-01-01", sellerName: "a", sellerTaxId: crypto.randomUUID(), buyerName: "b", buyerTaxId: "c", netFen: 0n, taxFen: 0n, totalFen: 0n, taxRateBp: 600, fields: {}, status: "verified", decidedAt: new Date(), decidedBy: by.actor.kind === "person" ? by.actor.id : null }),
  );
}

describe("from invoice to payment", () => {
  const pay = { bankReference: "HD20260101-1", paidOn: "2026-01-02" };

  it("moves requisition and statements together; the verifier of the invoice does not pay", async () => {
    const market = await closedMonths([400_00n, 900_00n]);
    for (const { id } of await statementsOf(market)) await signAll(id);
    const requisitionId = (await statementsOf(market))[0]?.requisition_id ?? "";
    const states = async () => [...new Set((await statementsOf(market)).map(({ status }) => status))];
    await expect(recordPayout(operator.finance, { requisitionId, ...pay })).rejects.toMatchObject({ key: "stateMoved" });
    await invoiceReceived(market.sellerFinance, requisitionId);
    await invoiceReceived(market.sellerFinance, requisitionId);
    expect(await states()).toEqual(["invoice_review"]);
    await invoiceReturned(operator.finance, requisitionId);
    expect(await states()).toEqual(["to_invoice"]);
    await expect(invoiceAccepted(operator.finance, requisitionId)).rejects.toMatchObject({ key: "stateMoved" });
    await invoiceReceived(market.sellerFinance, requisitionId);
    await verifiedInvoice(requisitionId, market.seller.id, operator.desks.finance);
    await invoiceAccepted(operator.desks.finance, requisitionId);
    expect(await states()).toEqual(["payable"]);
    await expect(recordPayout(operator.desks.finance, { requisitionId, ...pay })).rejects.toMatchObject({ key: "settlement.errors.fourEyes" });
    await expect(recordPayout(operator.desks.legal, { requisitionId, ...pay })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(recordPayout(operator.finance, { requisitionId, ...pay, paidOn: "2999-01-01" })).rejects.toMatchObject({ key: "settlement.errors.paidInFuture" });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => recordPayout(operator.finance, { requisitionId, ...pay })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await states()).toEqual(["paid"]);
    expect(await db.sql("select sum(amount_fen)::bigint as fen from ledger_posting where org_id = $1", [market.seller.id])).toEqual([{ fen: 0n }]);
    const detail = await statementDetail(market.sellerFinance, (await statementsOf(market))[1]?.id ?? "");
    expect(detail.moments.map(({ act }) => act)).toEqual(expect.arrayContaining(["paid", "invoice_verified", "invoice_notice", "countersigned", "signed", "settled"]));
    expect(detail.requisition?.payout).toMatchObject({ bankReference: pay.bankReference });
  });

  it("is paid without an invoice for agency sales", async () => {
    const market = await closedMonths([5_000_00n], { productClass: "generic" });
    const signed = await signAll(only(await statementsOf(market)).id);
    expect(signed.status).toBe("payable");
    await recordPayout(operator.finance, { requisitionId: signed.requisitionId ?? "", ...pay });
    expect(only(await statementsOf(market)).status).toBe("paid");
    expect(await reconcile(system)).toMatchObject({ ledgerSumFen: "0", money: { differenceFen: "0" }, orders: { differenceFen: "0" } });
  });
});

describe("every state of a statement", () => {
  it("allows exactly what its lifecycle says", async () => {
    const market = await closedMonths([3_000_00n]);
    const { id } = only(await statementsOf(market));
    for (const state of stateNames(statementLifecycle)) {
      await db.sql("delete from countersignature where statement_id = $1", [id]);
      await db.sql("update statement set status = $2 where id = $1", [id, state]);
      const tries = {
        countersign: () => countersign(desks().operations, { statementId: id, desk: "operations" }),
        refuse_countersign: () => refuseCountersign(desks().operations, { statementId: id, desk: "operations", note: "x" }),
        reopen_countersign: () => reopenCountersign(desks().operations, { statementId: id }),
      } as const;
      for (const [verb, attempt] of Object.entries(tries) as [keyof typeof tries, () => Promise<unknown>][]) {
        await db.sql("delete from countersignature where statement_id = $1", [id]);
        await db.sql("update statement set status = $2 where id = $1", [id, state]);
        const outcome = await attempt().then(() => "done", (error: { kind?: string }) => error.kind);
        expect([state, verb, outcome]).toEqual([state, verb, allows(statementLifecycle, verb, state) ? "done" : "conflict"]);
      }
    }
  });
});

describe("what others see", () => {
  it("is nothing: another company's statement, line and requisition are not found", async () => {
    const market = await closedMonths([3_000_00n], { credit: true });
    const mine = only(await statementsOf(market));
    const signed = await signAll(mine.id);
    const line = only(await db.sql<{ order_line_id: string }>("select order_line_id from settlement_line where statement_id = $1", [mine.id]));
    for (const stranger of [operator.sellerFinance, operator.partnerFinance, market.partnerFinance]) {
      await expect(statementDetail(stranger, mine.id)).rejects.toMatchObject({ kind: "not_found" });
      await expect(recomputeStatement(stranger, { statementId: mine.id })).rejects.toMatchObject({ kind: "not_found" });
      await expect(withRead(stranger, (tx) => requisitionForInvoice(tx, signed.requisitionId ?? ""))).rejects.toMatchObject({ kind: "not_found" });
      await expect(invoiceReceived(stranger, signed.requisitionId ?? "")).rejects.toMatchObject({ kind: "not_found" });
      expect((await statementLines(stranger, { statementId: mine.id })).rows).toEqual([]);
      expect(await statementProducts(stranger, mine.id)).toEqual([]);
      expect((await listStatements(stranger)).rows.map(({ id }) => id)).not.toContain(mine.id);
    }
    await expect(whyTransaction(operator.sellerFinance, line.order_line_id)).rejects.toMatchObject({ kind: "not_found" });
    expect((await whyTransaction(market.partnerFinance, line.order_line_id)).reckoning.side).toBe("partner");
    expect((await listTransactions(market.partnerFinance)).rows.map(({ lineId }) => lineId)).toEqual([line.order_line_id]);
    expect((await listTransactions(operator.partnerFinance)).rows).toEqual([]);
    await expect(listTransactions(await personIn(market.seller, ["sales"]))).rejects.toMatchObject({ kind: "forbidden" });
    await expect(reconcile(market.sellerFinance)).rejects.toMatchObject({ kind: "forbidden" });
    expect(countersignDesks).toHaveLength(3);
  });
});
