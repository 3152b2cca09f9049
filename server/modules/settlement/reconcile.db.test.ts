import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { agreement } from "@/db/schema";
import { type Period, nextPeriod } from "@/lib/dates";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { makeOrg } from "@/testing/factories";
import { makeMarket, makeSellable, type Market, sell, type Sellable, takeBack } from "@/testing/factories/settlement";
import { testDatabase } from "@/testing/database";
import { performClose, reconcile, runClose, verifyStatement } from "./index";

const db = testDatabase();
const system = systemCtx("test");
let base: Market;
let period = "202001" as Period;
beforeAll(async () => {
  base = await makeMarket();
});

async function close(of: Period): Promise<void> {
  const { closeRunId } = await runClose(base.finance, { period: of });
  await performClose(system, closeRunId);
}

const amount = fc.oneof(fc.bigInt({ min: 1n, max: 500_00n }), fc.bigInt({ min: 1_000_00n, max: 90_000_000_00n }));
const line = fc.record({
  amount,
  voucherBp: fc.constantFrom(0, 0, 0, 1, 1000, 3333),
  borneBp: fc.constantFrom(0, 5000, 9500, 10_000),
  month: fc.integer({ min: 0, max: 1 }),
  day: fc.integer({ min: 1, max: 28 }),
  gate: fc.constantFrom("open", "open", "open", "unpaid", "credit", "supervised", "accepted", "unprovisioned"),
  shareBp: fc.constantFrom(null, null, 0, 799, 1800),
  agreed: fc.boolean(),
  /** Part of the amount taken back, and in which month after. */
  refund: fc.option(fc.record({ bp: fc.constantFrom(1, 2500, 9999, 10_000), after: fc.integer({ min: 0, max: 1 }) }), { nil: null, freq: 3 }),
});
const history = fc.record({
  productClass: fc.constantFrom("co_sell", "generic", "generic", "platform", "curated"),
  taxRateBp: fc.constantFrom(600, 1300, 100),
  ratioBp: fc.constantFrom(9500, 7000, 8333, 10_000),
  shareBorneBy: fc.constantFrom("platform", "seller"),
  smallScale: fc.boolean(),
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

async function play(one: History, start: Period): Promise<void> {
  const own = { ...base, seller: await makeOrg("seller"), partner: await makeOrg("partner") };
  if (one.smallScale) await db.sql("update org_certification set taxpayer_kind = 'small_scale', invoice_rate_bp = 300 where org_id = $1", [own.seller.id]);
  const signed = await withTx(system, (tx) =>
    tx.insert(agreement).values({ orgId: own.partner.id, number: crypto.randomUUID(), title: "a", titleEn: "a", agreementVersion: "1", body: "", signedBy: "x", signedAt: new Date(0), validFrom: new Date(0) }).returning({ id: agreement.id }),
  );
  const item = await makeSellable(own, { productClass: one.productClass as Sellable["productClass"], taxRateBp: one.taxRateBp, ratioBp: one.ratioBp, shareBorneBy: one.shareBorneBy as "platform" | "seller" });
  for (const given of one.lines) await playLine(own, item, given, { start, agreementId: given.agreed ? (signed[0]?.id ?? null) : null });
}

async function playLine(own: Market, item: Sellable, given: History["lines"][number], { start, agreementId }: { start: Period; agreementId: string | null }): Promise<void> {
  const month = (offset: number) => (offset === 0 ? start : nextPeriod(start));
  const at = (of: Period, day: number) => new Date(`${of.slice(0, 4)}-${of.slice(4)}-${String(day).padStart(2, "0")}T12:00:00+08:00`);
  const placedAt = at(month(given.month), given.day);
  const shut = { open: {}, unpaid: { paidAt: null }, credit: { onCredit: true }, supervised: { supervision: "open" }, accepted: { supervision: "completed", supervisionDoneAt: at(month(1), 28) }, unprovisioned: { provisionedAt: null } } as const;
  const voucherFen = (given.amount * BigInt(given.voucherBp)) / 10_000n;
  const credit = given.shareBp === null ? undefined : { partnerId: own.partner.id, shareBp: given.shareBp, agreementId };
  const sold = await sell(own, item, { amountFen: given.amount, voucherFen, voucherBorneBp: given.borneBp, placedAt, credit, ...shut[given.gate as keyof typeof shut] });
  const back = given.refund ? (given.amount * BigInt(given.refund.bp)) / 10_000n : 0n;
  if (given.refund && back > 0n && given.gate !== "unpaid") await takeBack(own, item, sold, { amountFen: back, at: at(month(Math.min(1, given.month + given.refund.after)), 28) });
}

describe("whatever happened, the books agree", () => {
  it("conserves every fen over random histories of sales, credits, refunds, shares and shut gates", async () => {
    let histories = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 25, maxLength: 25 }), async (batch) => {
        const start = period;
        for (const one of batch) await play(one, start);
        histories += batch.length;
        await close(start);
        await close(nextPeriod(start));
        period = nextPeriod(nextPeriod(start));
        const made = await db.sql<{ id: string }>("select id from statement where period = any($1)", [[start, nextPeriod(start)]]);
        for (const { id } of made) expect(await verifyStatement(system, id)).toMatchObject({ differences: 0, found: [] });
        const books = await reconcile(system);
        expect(books).toMatchObject({ orders: { differenceFen: "0" }, money: { differenceFen: "0" }, ledgerSumFen: "0", verifierDifferences: 0, unverified: 0 });
        expect(await broken()).toEqual([]);
      }),
      { numRuns: 9, endOnFailure: true },
    );
    expect(histories).toBeGreaterThanOrEqual(200);
  }, 300_000);
});

/** Equations that must hold whatever was settled; each row named here is one that does not. */
async function broken(): Promise<unknown[]> {
  return db.sql(`
    select 'equation' as what, id::text from statement where gross_fen - refund_fen - voucher_fen - other_share_fen - platform_fen <> payable_fen
    union all
    select 'rates', s.id::text from statement s where s.payable_fen <> (select sum(r.gross_fen) from statement_rate r where r.statement_id = s.id)
    union all
    select 'split', id::text from statement_rate where net_fen + tax_fen <> gross_fen
    union all
    select 'gates', l.id::text from settlement_line l join statement s on s.id = l.statement_id where l.opened_at >= s.cut_at
    union all
    -- What is taken back in full leaves nothing, exactly.
    select 'undone', root.id::text
    from order_line root join order_line back on back.original_line_id = root.id and back.order_type = 'refund' and back.amount_fen = -root.amount_fen and back.voucher_fen = -root.voucher_fen
    join settlement_line a on a.order_line_id = root.id join settlement_line b on b.order_line_id = back.id and b.side = a.side and b.org_id = a.org_id
    where a.numerator::numeric / a.divisor::numeric + b.numerator::numeric / b.divisor::numeric <> 0
    union all
    select 'seller without sale', b.id::text from settlement_line b join order_line back on back.id = b.order_line_id and back.order_type = 'refund'
    where not exists (select 1 from settlement_line a where a.order_line_id = back.original_line_id and a.side = b.side)`);
}

describe("a large month", () => {
  it("is settled by one command, not by one per line", async () => {
    const market = await makeMarket();
    const item = await makeSellable(market, { productClass: "generic" });
    const month = period;
    period = nextPeriod(period);
    const first = await sell(market, item, { amountFen: 1_00n, placedAt: new Date(`${month.slice(0, 4)}-${month.slice(4)}-02T00:00:00Z`) });
    await db.sql(
      `with made as (
        insert into "order" (number, order_type, seller_org_id, customer_id, customer_name, customer_account, legal_entity_id, status, list_fen, amount_fen, placed_at, paid_at)
        select 'BULK' || n, 'new', o.seller_org_id, o.customer_id, '', '', o.legal_entity_id, 'completed', n, n, o.placed_at, o.paid_at from "order" o, generate_series(1, 10000) n where o.id = $1 returning id, number, amount_fen)
      insert into order_line (number, order_id, seller_org_id, product_id, product_spec_id, product_class, legal_entity_id, order_type, charging_mode, period_type, period_number, quantity,
        list_fen, amount_fen, tax_rate_bp, seller_ratio_bp, share_borne_by, has_interface, supervision, paid_at, money_at, provisioned_at, effective_at)
      select m.number || '-1', m.id, l.seller_org_id, l.product_id, l.product_spec_id, l.product_class, l.legal_entity_id, 'new', l.charging_mode, l.period_type, 1, 1,
        m.amount_fen, m.amount_fen, l.tax_rate_bp, l.seller_ratio_bp, l.share_borne_by, false, 'not_applicable', l.paid_at, l.money_at, l.provisioned_at, l.effective_at
      from made m, order_line l where l.id = $2`,
      [first.orderId, first.lineId],
    );
    await close(month);
    const [made] = await db.sql<{ id: string; line_count: number; payable_fen: bigint }>("select id, line_count, payable_fen from statement where org_id = $1", [market.seller.id]);
    const sold = 1_00n + (10_000n * 10_001n) / 2n;
    // Paid 500,051.00 in the month: the first tier adds one percent.
    expect(made).toMatchObject({ line_count: 10_001, payable_fen: (sold * 9600n + 5000n) / 10_000n });
    // One transaction and one command wrote all lines: every row carries the same pair.
    expect(await db.sql("select count(distinct (xmin::text, cmin::text))::int as commands from settlement_line where statement_id = $1", [made?.id])).toEqual([{ commands: 1 }]);
    expect(await verifyStatement(system, made?.id ?? "")).toMatchObject({ differences: 0, lines: 10_001 });
    expect(await reconcile(system)).toMatchObject({ orders: { differenceFen: "0" }, money: { differenceFen: "0" }, ledgerSumFen: "0" });
  }, 120_000);
});
