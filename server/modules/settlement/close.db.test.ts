import { beforeAll, describe, expect, it } from "vitest";
import { systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { makeMarket, makeSellable, type Market, sell, takeBack } from "@/testing/factories/settlement";
import { testDatabase } from "@/testing/database";
import { performClose, reconcile, runClose, verifyStatement } from "./index";
import { sql } from "drizzle-orm";

const db = testDatabase();
const system = systemCtx("test");
const at = (day: string, time = "12:00") => new Date(`${day}T${time}:00+08:00`);

let market: Market;
beforeAll(async () => {
  market = await makeMarket();
});

async function close(period: string): Promise<void> {
  const { closeRunId } = await runClose(market.finance, { period });
  await performClose(system, closeRunId);
}

type Statement = { id: string; period: string; payable_fen: bigint };
const statementsOf = (period: string) => db.sql<Statement>("select * from statement where period = $1 order by side desc, product_class", [period]);
const periodsOfLine = async (lineId: string) => (await db.sql<{ period: string }>("select s.period from settlement_line l join statement s on s.id = l.statement_id where l.order_line_id = $1 and l.side = 'seller'", [lineId])).map(({ period }) => period);
const blockedBy = async (lineId: string, side = "seller") =>
  withRead(system, async (tx) => (await tx.execute<{ b: string[] }>(sql`select blocked_by as b from billable where order_line_id = ${lineId} and side = ${side}`)).rows[0]?.b);

describe("a line belongs to the month in which its last gate opened", () => {
  it("follows the documented examples", async () => {
    const item = await makeSellable(market);
    const plain = await sell(market, item, { amountFen: 100_00n, placedAt: at("2020-01-15") });
    const supervised = await sell(market, item, { amountFen: 100_00n, placedAt: at("2020-02-03"), supervision: "completed", supervisionDoneAt: at("2020-03-15") });
    const credit = await sell(market, item, { amountFen: 100_00n, placedAt: at("2020-01-01"), onCredit: true, moneyAt: at("2020-05-10"), supervision: "completed", supervisionDoneAt: at("2020-03-15") });
    const renewal = await sell(market, item, { amountFen: 100_00n, orderType: "renew", placedAt: at("2020-01-31"), provisionedAt: null, effectiveAt: at("2020-02-01") });
    const midnight = await sell(market, item, { amountFen: 100_00n, placedAt: at("2020-01-31", "23:59") });
    const synchronised = await sell(market, item, { amountFen: 100_00n, placedAt: at("2020-01-02"), supervision: "completed", supervisionDoneAt: at("2020-02-29", "22:00") });
    for (const period of ["202001", "202002", "202003", "202004", "202005"]) await close(period);
    expect(await periodsOfLine(plain.lineId)).toEqual(["202001"]);
    expect(await periodsOfLine(midnight.lineId)).toEqual(["202001"]);
    expect(await periodsOfLine(supervised.lineId)).toEqual(["202003"]);
    expect(await periodsOfLine(credit.lineId)).toEqual(["202005"]);
    expect(await periodsOfLine(renewal.lineId)).toEqual(["202002"]);
    expect(await periodsOfLine(synchronised.lineId)).toEqual(["202003"]);
  });

  it("takes lines of an earlier month in the next close once the company is certified", async () => {
    const late = await makeMarket({ sellerCertified: false });
    const item = await makeSellable({ ...market, seller: late.seller });
    const line = await sell(market, item, { amountFen: 100_00n, placedAt: at("2020-06-10") });
    expect(await blockedBy(line.lineId)).toEqual(["CERT_MISSING"]);
    await close("202006");
    expect(await periodsOfLine(line.lineId)).toEqual([]);
    await db.sql("insert into org_certification (org_id, state, legal_name, uscc, taxpayer_kind, invoice_rate_bp, bank_name, bank_account_name, bank_account_no, contact_phone, contact_email, certified_at, valid_from) select $1, 'certified', 'x', 'x', 'general', 600, 'x', 'x', 'x', 'x', 'x', now(), now()", [late.seller.id]);
    await close("202007");
    expect(await periodsOfLine(line.lineId)).toEqual(["202007"]);
  });
});

describe("the worked amounts", () => {
  const payableOf = async (own: Market) => (await db.sql<Statement>("select * from statement where org_id = $1", [own.seller.id])).map(({ payable_fen }) => payable_fen);
  const ratesOf = (own: Market) => db.sql("select tax_rate_bp, gross_fen, net_fen, tax_fen from statement_rate where org_id = $1 order by 1", [own.seller.id]);

  it("agency: fee, voucher and tier (W1, W2)", async () => {
    const sold: { own: Market; expected: bigint }[] = [];
    const add = async (expected: bigint, amountFen: bigint, more: { voucherFen?: bigint; voucherBorneBp?: number; ratioBp?: number } = {}) => {
      const own = await makeMarket();
      const item = await makeSellable(own, { productClass: "generic", ratioBp: more.ratioBp });
      await sell(own, item, { amountFen, ...more, placedAt: at("2021-01-10") });
      sold.push({ own, expected });
    };
    for (const [voucherBorneBp, expected] of [[9500, 950_000n], [10_000, 940_000n], [5000, 1_040_000n]] as const) await add(expected, 12_000_00n, { voucherFen: 2_000_00n, voucherBorneBp });
    for (const [paid, expected] of [[499_999_99n, 474_999_99n], [500_000_00n, 480_000_00n], [999_999_99n, 959_999_99n], [1_000_000_00n, 970_000_00n], [1_500_000_00n, 1_455_000_00n]] as const) await add(expected, paid);
    await add(970_000_00n, 1_000_000_00n, { ratioBp: 9700 });
    await close("202101");
    for (const { own, expected } of sold) expect(await payableOf(own)).toEqual([expected]);
  });

  it("principal: share of the price, taxed at the payee's rate (W3, W4)", async () => {
    const [w3, w4, small] = [await makeMarket(), await makeMarket(), await makeMarket()];
    await db.sql("update org_certification set taxpayer_kind = 'small_scale', invoice_rate_bp = 100 where org_id = $1", [small.seller.id]);
    await sell(w3, await makeSellable(w3), { amountFen: 25_440_00n, placedAt: at("2021-02-10") });
    await sell(w4, await makeSellable(w4), { amountFen: 23_040_00n, placedAt: at("2021-02-10") });
    await sell(small, await makeSellable(small), { amountFen: 10_600_00n, placedAt: at("2021-02-10") });
    await close("202102");
    expect(await ratesOf(w3)).toEqual([{ tax_rate_bp: 600, gross_fen: 1780800n, net_fen: 1680000n, tax_fen: 100800n }]);
    expect(await ratesOf(w4)).toEqual([{ tax_rate_bp: 600, gross_fen: 1612800n, net_fen: 1521509n, tax_fen: 91291n }]);
    expect(await ratesOf(small)).toEqual([{ tax_rate_bp: 100, gross_fen: 707000n, net_fen: 700000n, tax_fen: 7000n }]);
    expect(await payableOf(w3)).toEqual([17_808_00n]);
  });

  it("partner: share of the customer's cash, invoiced as a service fee (W5), borne by whoever the product says", async () => {
    const own = await makeMarket();
    const credit = { partnerId: own.partner.id, shareBp: 1800, agreementId: own.partnerAgreementId };
    await sell(own, await makeSellable(own, { shareBorneBy: "seller" }), { amountFen: 100_000_00n, placedAt: at("2021-03-10"), credit });
    await close("202103");
    const [seller, partner] = await db.sql<Statement>("select * from statement where period = '202103' and org_id = any($1) order by side desc", [[own.seller.id, own.partner.id]]);
    expect(partner).toMatchObject({ payable_fen: 1800000n, gross_fen: 10000000n });
    expect(await db.sql("select tax_rate_bp, net_fen, tax_fen from statement_rate where statement_id = $1", [partner?.id])).toEqual([{ tax_rate_bp: 600, net_fen: 1698113n, tax_fen: 101887n }]);
    expect(seller).toMatchObject({ payable_fen: 5200000n, other_share_fen: 1800000n, platform_fen: 3000000n });
  });
});

describe("refunds", () => {
  it("net with their sale before the close, and come back as a negative line with the same terms after it", async () => {
    const own = await makeMarket();
    const item = await makeSellable(own, { productClass: "generic" });
    const big = await sell(own, item, { amountFen: 1_000_000_00n, placedAt: at("2021-05-03") });
    const both = await sell(own, item, { amountFen: 500_00n, placedAt: at("2021-05-04") });
    await takeBack(own, item, both, { amountFen: 500_00n, at: at("2021-05-20") });
    await close("202105");
    await takeBack(own, item, big, { amountFen: 600_000_00n, at: at("2021-06-02") });
    await close("202106");
    const rows = await db.sql<Statement>("select * from statement where org_id = $1 order by period", [own.seller.id]);
    expect(rows).toMatchObject([
      { period: "202105", gross_fen: 100050000n, refund_fen: 50000n, payable_fen: 97000000n },
      { period: "202106", gross_fen: 0n, refund_fen: 60000000n, payable_fen: -58200000n },
    ]);
    expect(await db.sql("select increment_bp, paid_fen from tier_month where product_id = $1", [item.id])).toEqual([{ increment_bp: 200, paid_fen: 100000000n }]);
  });

  it("of lines whose gates never opened leave both rows out, named REFUNDED", async () => {
    const own = await makeMarket();
    const item = await makeSellable(own);
    const never = await sell(own, item, { amountFen: 800_00n, placedAt: at("2021-07-03"), supervision: "open" });
    const back = await takeBack(own, item, never, { amountFen: 800_00n, at: at("2021-07-05") });
    const partly = await sell(own, item, { amountFen: 900_00n, placedAt: at("2021-07-03"), supervision: "accepting" });
    await takeBack(own, item, partly, { amountFen: 100_00n, at: at("2021-07-05") });
    await close("202107");
    expect(await blockedBy(never.lineId)).toEqual(["REFUNDED"]);
    expect(await blockedBy(back.lineId)).toEqual(["REFUNDED"]);
    expect(await blockedBy(partly.lineId)).toEqual(["SUPERVISION_OPEN"]);
    expect(await db.sql("select 1 from statement where org_id = $1", [own.seller.id])).toEqual([]);
  });
});

describe("why a line is in no statement", () => {
  it("names every shut gate, in the one order", async () => {
    const own = await makeMarket();
    const item = await makeSellable(own);
    const day = at("2021-09-10");
    const future = new Date(Date.now() + 86_400_000 * 40);
    const reasonsOf = async (options: Partial<Parameters<typeof sell>[2]>, side = "seller") => blockedBy((await sell(own, item, { amountFen: 100_00n, placedAt: day, ...options })).lineId, side);
    expect(await reasonsOf({})).toEqual(["RUN_DATE_NOT_REACHED"]);
    expect(await reasonsOf({ paidAt: null, provisionedAt: null })).toEqual(["NOT_PAID", "NOT_PROVISIONED", "NOT_EFFECTIVE"]);
    expect(await reasonsOf({ onCredit: true, supervision: "open" })).toEqual(["CREDIT_UNPAID", "SUPERVISION_OPEN"]);
    expect(await reasonsOf({ provisionedAt: null })).toEqual(["NOT_PROVISIONED", "NOT_EFFECTIVE"]);
    expect(await reasonsOf({ supervision: "accepting" })).toEqual(["SUPERVISION_OPEN"]);
    expect(await reasonsOf({ supervision: "appealing" })).toEqual(["APPEAL_FROZEN"]);
    expect(await reasonsOf({ supervision: "completed", supervisionDoneAt: new Date(Date.now() - 3_600_000) })).toEqual(["ACCEPT_SYNC"]);
    expect(await reasonsOf({ orderType: "renew", provisionedAt: null, effectiveAt: future })).toEqual(["NOT_EFFECTIVE"]);
    expect(await reasonsOf({ orderType: "trial", amountFen: 0n })).toEqual(["TRIAL"]);
    expect(await reasonsOf({ paidAt: null, cancelledAt: day })).toEqual(["CANCELLED"]);
    expect(await reasonsOf({ credit: { partnerId: own.partner.id, shareBp: 800, agreementId: null } }, "partner")).toEqual(["NO_AGREEMENT"]);
    await db.sql("update org_certification set state = 'changed' where org_id = $1", [own.partner.id]);
    expect(await reasonsOf({ credit: { partnerId: own.partner.id, shareBp: 800, agreementId: own.partnerAgreementId } }, "partner")).toEqual(["CERT_CHANGED"]);
  });

  it("shows each company its own side only", async () => {
    const own = await makeMarket();
    const line = await sell(own, await makeSellable(own), { amountFen: 100_00n, placedAt: at("2021-09-10"), credit: { partnerId: own.partner.id, shareBp: 800, agreementId: own.partnerAgreementId } });
    const sides = (ctx: Parameters<typeof withRead>[0]) => withRead(ctx, async (tx) => (await tx.execute<{ side: string }>(sql`select side from billable where order_line_id = ${line.lineId} order by 1`)).rows.map(({ side }) => side));
    expect(await sides(own.sellerFinance)).toEqual(["seller"]);
    expect(await sides(own.partnerFinance)).toEqual(["partner"]);
    expect(await sides(market.sellerFinance)).toEqual([]);
    expect(await sides(system)).toEqual(["partner", "seller"]);
  });
});

describe("the close itself", () => {
  it("is one, however many start it, and adds nothing when repeated", async () => {
    const own = await makeMarket();
    const item = await makeSellable(own);
    for (let n = 0; n < 20; n += 1) await sell(own, item, { amountFen: 1000_00n + BigInt(n), placedAt: at("2022-01-10"), credit: { partnerId: own.partner.id, shareBp: 800, agreementId: own.partnerAgreementId } });
    const started = await Promise.all(Array.from({ length: 50 }, () => runClose(market.finance, { period: "202201" })));
    expect(started.filter((one) => one.started)).toHaveLength(1);
    const [first] = started;
    expect(new Set(started.map(({ closeRunId }) => closeRunId)).size).toBe(1);
    await Promise.all(Array.from({ length: 50 }, () => performClose(system, first?.closeRunId ?? "")));
    expect(await db.sql("select r.lines = (select count(*) from settlement_line l join statement s on s.id = l.statement_id where s.close_run_id = r.id) as same from close_run r where period = '202201'")).toEqual([{ same: true }]);
    expect(await db.sql("select count(*)::int n from settlement_line where org_id = any($1)", [[own.seller.id, own.partner.id]])).toEqual([{ n: 40 }]);
    expect(await db.sql("select count(*)::int n from ledger_entry e join statement s on s.id = e.noun_id where s.period = '202201' and s.org_id = any($1)", [[own.seller.id, own.partner.id]])).toEqual([{ n: 2 }]);
    await expect(runClose(market.finance, { period: "202201" })).rejects.toMatchObject({ kind: "conflict", key: "settlement.errors.monthClosed" });
    await expect(runClose(market.finance, { period: "202112" })).rejects.toMatchObject({ key: "settlement.errors.laterMonthClosed" });
  });

  it("goes on where it was interrupted", async () => {
    const [one, two] = [await makeMarket(), await makeMarket()];
    for (const own of [one, two]) await sell(own, await makeSellable(own), { amountFen: 5000_00n, placedAt: at("2022-02-10") });
    const { closeRunId } = await runClose(market.finance, { period: "202202" });
    // The second beneficiary's statement cannot be written: its number is refused by a key that stands in the way.
    const last = [one.seller.id, two.seller.id].toSorted()[1];
    await db.sql(`create function stand_in_the_way() returns trigger language plpgsql as $$ begin if new.org_id = '${last}' then raise exception 'power cut'; end if; return new; end $$`);
    await db.sql("create trigger stand_in_the_way before insert on settlement_line for each row execute function stand_in_the_way()");
    await expect(performClose(system, closeRunId)).rejects.toThrow();
    await db.sql("drop trigger stand_in_the_way on settlement_line");
    expect(await db.sql("select state, statements from close_run where id = $1", [closeRunId])).toEqual([{ state: "running", statements: 1 }]);
    await performClose(system, closeRunId);
    expect(await db.sql("select state, statements, lines from close_run where id = $1", [closeRunId])).toEqual([{ state: "done", statements: 2, lines: 2 }]);
  });

  it("is refused for the current month, without the permission, and to a machine's own word", async () => {
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7).replace("-", "");
    await expect(runClose(market.finance, { period: now })).rejects.toMatchObject({ key: "settlement.errors.monthNotOver" });
    await expect(runClose(market.desks.legal, { period: "202203" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(runClose(market.sellerFinance, { period: "202203" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(performClose(market.finance, "00000000-0000-0000-0000-000000000000")).rejects.toMatchObject({ key: "systemOnly" });
  });

  it("writes the audit row, the notice and the verifier's job with the statement", async () => {
    const [row] = await statementsOf("202201");
    expect(await db.sql("select act from audit_entry where noun = 'statement' and noun_id = $1", [row?.id])).toEqual([{ act: "settlement.settle" }]);
    const jobs = await db.sql<{ payload: { kind?: string; statementId?: string } }>("select payload from graphile_worker._private_jobs where payload::text like '%' || $1 || '%'", [row?.id]);
    expect(jobs.map(({ payload }) => payload.kind ?? "verify")).toEqual(expect.arrayContaining(["settlement.generated", "verify"]));
  });

  it("is agreed to by the verifier, and the books agree with one another", async () => {
    const all = await db.sql<{ id: string }>("select id from statement");
    for (const { id } of all) expect(await verifyStatement(system, id)).toMatchObject({ differences: 0 });
    const books = await reconcile(system);
    expect(books).toMatchObject({ ledgerSumFen: "0", verifierDifferences: 0, unverified: 0, orders: { differenceFen: "0" }, money: { differenceFen: "0" } });
    expect(BigInt(books.orders.totalFen)).toBeGreaterThan(0n);
  });

  it("is caught by the verifier when a frozen figure is changed", async () => {
    const [row] = await statementsOf("202201");
    await db.sql("update statement set payable_fen = payable_fen + 1 where id = $1", [row?.id]);
    expect((await verifyStatement(system, row?.id ?? "")).found).toEqual(expect.arrayContaining([expect.stringContaining("payable")]));
    await db.sql("update statement set payable_fen = payable_fen - 1 where id = $1", [row?.id]);
    await db.sql("update settlement_line set numerator = (numerator::numeric + 1)::text where id = (select id from settlement_line where statement_id = $1 limit 1)", [row?.id]);
    const tampered = await verifyStatement(system, row?.id ?? "");
    expect(tampered.differences).toBeGreaterThanOrEqual(2);
  });
});
