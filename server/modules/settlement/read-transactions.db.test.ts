import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { fenToDecimalString } from "@/lib/money";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { makeMarket, makeSellable, type Market, sell, takeBack } from "@/testing/factories/settlement";
import { testDatabase } from "@/testing/database";
import { closeDesk, exportTransactions, listStatements, listTransactions, performClose, runClose, statementDetail, statementProducts, transactionChoices, whyTransaction } from "./index";

const db = testDatabase();
const at = (day: string) => new Date(`${day}T12:00:00+08:00`);
let market: Market;
let supervised: string;
beforeAll(async () => {
  market = await makeMarket();
  const item = await makeSellable(market, { name: `=HYPERLINK("x"),"软件"` });
  const credit = { partnerId: market.partner.id, shareBp: 800, agreementId: market.partnerAgreementId };
  const first = await sell(market, item, { amountFen: 100_00n, placedAt: at("2025-01-10"), credit });
  const { closeRunId } = await runClose(market.finance, { period: "202501" });
  await performClose(systemCtx("test"), closeRunId);
  await takeBack(market, item, first, { amountFen: 40_00n, at: at("2025-02-10") });
  supervised = (await sell(market, item, { amountFen: 161_200_00n, placedAt: at("2025-02-11"), credit, supervision: "accepting" })).lineId;
  await sell(market, item, { amountFen: 50_00n, placedAt: at("2025-02-12"), onCredit: true, credit });
});

describe("transactions", () => {
  it("obey every filter, and so do their totals", async () => {
    const count = async (filter: Parameters<typeof listTransactions>[1]) => (await listTransactions(market.sellerFinance, filter)).totals.count;
    expect(await count({})).toBe(4);
    expect(await count({ billed: "yes" })).toBe(1);
    expect(await count({ billed: "no" })).toBe(3);
    expect(await count({ reason: "CREDIT_UNPAID" })).toBe(1);
    expect(await count({ period: "202502" })).toBe(1);
    expect(await count({ orderType: "refund" })).toBe(1);
    expect(await count({ supervision: "accepting" })).toBe(1);
    expect(await count({ repayment: "open" })).toBe(1);
    expect((await listTransactions(market.sellerFinance, { orderType: "refund" })).totals).toEqual({ count: 1, amountFen: "-4000", shareFen: "-2800" });
    expect((await transactionChoices(market.sellerFinance)).reasons.map(({ reason }) => reason).toSorted()).toEqual(["CREDIT_UNPAID", "RUN_DATE_NOT_REACHED", "SUPERVISION_OPEN"]);
  });

  it("say why: which gate is shut, how the share is reckoned, what can be expected", async () => {
    const detail = await whyTransaction(market.partnerFinance, supervised);
    expect(detail.blockedBy).toEqual(["SUPERVISION_OPEN"]);
    expect(detail.gates.map(({ key, state }) => `${key}:${state}`)).toEqual(["certified:passed", "money:passed", "provisioned:passed", "supervision:blocked", "effective:passed", "agreement:passed"]);
    // 161,200.00 × 8 % = 12,896.00, of which 729.96 tax at 6 %.
    expect(detail.reckoning).toMatchObject({ side: "partner", ratioBp: 0, shareFen: "1289600", taxFen: "72996" });
    expect(detail.expected?.closeOn && detail.expected.closeOn >= detail.asOf.slice(0, 10)).toBe(true);
  });

  it("leave as a file with exactly the filtered lines and no formula in it", async () => {
    let text = "";
    for await (const part of exportTransactions(market.sellerFinance, { billed: "no" })) text += part;
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe("\uFEFF订单,订单行,类型,商品,商品类别,下单时间（北京时间）,币种,交易金额,结算金额,服务监管,还款,生效时间（北京时间）,账期,账单编号,未出账原因");
    expect(text).toContain(`"'=HYPERLINK(""x""),""软件"""`);
    const refund = lines.find((line) => line.includes(",-40.00,-28.00,")) ?? "";
    expect(refund).toMatch(/,退订,.*,\d{4}-\d{2}-\d{2} \d{2}:\d{2},CNY,-40\.00,-28\.00,/);
    expect(refund.endsWith(",待下次出账")).toBe(true);
    const { totals } = await listTransactions(market.sellerFinance, { billed: "no" });
    const digest = createHash("sha256").update(text.slice(0, text.indexOf("# manifest"))).digest("hex");
    expect(lines.at(-1)).toContain(`# manifest,rows=3,amount_cny=${fenToDecimalString(BigInt(totals.amountFen))},share_cny=${fenToDecimalString(BigInt(totals.shareFen))},sha256=${digest},`);
    const english = await exportTransactions({ ...market.sellerFinance, locale: "en" }, { orderType: "refund" }).next();
    expect(english.value).toContain("Order,Order line,Type,Product,Class,Placed (Beijing time),Currency,Amount,");
    expect(await db.sql("select count(*)::int n from audit_entry where act = 'settlement.export_transactions'")).toEqual([{ n: 2 }]);
  });

  it("stand in a statement that shows a partner its own share alone", async () => {
    const shown = async (ctx: Ctx) => {
      const { id = "" } = (await listStatements(ctx, { status: ["generated", "paid"] })).rows[0] ?? {};
      const { otherShareFen, platformFen, payableFen } = await statementDetail(ctx, id);
      return { otherShareFen, platformFen, payableFen, otherFen: (await statementProducts(ctx, id))[0]?.otherFen };
    };
    expect(await shown(market.sellerFinance)).toEqual({ otherShareFen: "800", platformFen: "2200", payableFen: "7000", otherFen: "800" });
    expect(await shown(market.partnerFinance)).toEqual({ otherShareFen: "9200", platformFen: null, payableFen: "800", otherFen: null });
    expect((await listStatements(market.sellerFinance, { status: ["paid", "payable"] })).rows).toEqual([]);
  });

  it("are forecast by the close's desk", async () => {
    const desk = await closeDesk(market.finance);
    expect(desk.months[0]).toMatchObject({ period: "202502", lines: 2, beneficiaries: 2, amountFen: "-4000", payableFen: "-3120", open: true });
    expect(desk.runs).toMatchObject([{ period: "202501", state: "done", statements: 2, lines: 2 }]);
    await expect(closeDesk(market.sellerFinance)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("that were cancelled wait for nothing: they are found by their reason, and count with nothing to come", async () => {
    const waiting = async (filter: Parameters<typeof listTransactions>[1]) => (await listTransactions(market.sellerFinance, filter)).totals;
    const before = await waiting({ billed: "no" });
    const [gone] = await db.sql<{ fen: string }>("update order_line set cancelled_at = app.now() where id = $1 returning amount_fen::text as fen", [supervised]);
    const after = await waiting({ billed: "no" });
    expect([after.count, BigInt(after.amountFen)]).toEqual([before.count - 1, BigInt(before.amountFen) - BigInt(gone?.fen ?? 0)]);
    expect(await waiting({ billed: "no", reason: "CANCELLED" })).toEqual({ count: 1, amountFen: gone?.fen, shareFen: "0" });
    expect((await waiting({})).count).toBe(4);
    expect(await whyTransaction(market.sellerFinance, supervised)).toMatchObject({ blockedBy: ["CANCELLED"], shareFen: "0", gates: [], expected: null });
    const { unbilled } = await closeDesk(market.finance);
    expect(unbilled.some(({ reason }) => reason === "CANCELLED")).toBe(false);
  });
});
