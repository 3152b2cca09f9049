import { beforeAll, expect, test } from "vitest";
import { AppError } from "@/server/kernel/errors";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { grantClaim } from "@/server/modules/order";
import { testDatabase } from "@/testing/database";
import { personIn } from "@/testing/factories";
import { makeClaim } from "@/testing/factories/claim";
import { makeMarket, makeSellable, type Market, sell, type Sellable, takeBack } from "@/testing/factories/settlement";
import { performClose, reconcile, runClose, verifyStatement } from "./index";

const db = testDatabase();
const system = systemCtx("test");
let market: Market;
let partner: Ctx;
let lead: Ctx;
/** A line whose share the seller would bear, settled with the first month. */
let borneItem: Sellable;
let borne: { lineId: string; number: string };

beforeAll(async () => {
  market = await makeMarket();
  [partner, lead] = [await personIn(market.partner), await personIn(market.operator, ["lead"])];
  await db.sql("insert into rule_version (kind, scope, value, valid_from) values ('share', 'co_sell', '{\"bp\": 1000}', '2019-05-01')");
});

const months = async (back: number) => (await db.sql<{ period: string }>("select to_char((app.now() at time zone 'Asia/Shanghai') - make_interval(months => $1), 'YYYYMM') as period", [back]))[0]?.period as string;
async function close(period: string): Promise<void> {
  const { closeRunId } = await runClose(market.finance, { period });
  await performClose(system, closeRunId);
}
/** The claim window is counted from now, so the orders lie in the last weeks. */
const placed = async (days: number) => new Date(((await db.sql<{ at: Date }>("select app.now() as at"))[0]?.at.getTime() ?? 0) - days * 86_400_000);
const openAt = async (line: { lineId: string }, period: string) => {
  const at = `${period.slice(0, 4)}-${period.slice(4)}-05T12:00:00+08:00`;
  await db.sql("update order_line set paid_at = $2, money_at = $2, provisioned_at = $2, effective_at = $2 where id = $1", [line.lineId, at]);
};
const claimOf = (line: { number: string }) => makeClaim(partner, { number: line.number, buyer: "hw-x" });
const statements = (side: string, period: string) => db.sql<{ id: string; gross_fen: bigint; refund_fen: bigint; payable_fen: bigint }>("select * from statement where side = $1 and period = $2 order by number", [side, period]);
const settle = async (item: Sellable, period: string, amountFen: bigint) => {
  const line = await sell(market, item, { amountFen, placedAt: await placed(10) });
  await openAt(line, period);
  return line;
};

async function booksHold(): Promise<void> {
  for (const { id } of await db.sql<{ id: string }>("select id from statement")) await verifyStatement(system, id);
  expect(await reconcile(system)).toMatchObject({ orders: { differenceFen: "0" }, money: { differenceFen: "0" }, ledgerSumFen: "0", verifierDifferences: 0 });
}

test("a granted claim is in the partner's next statement, though the seller's line was settled before", async () => {
  const [before, next] = [await months(2), await months(1)];
  const item = await makeSellable(market);
  const line = await settle(item, before, 1000_00n);
  borneItem = await makeSellable(market, { shareBorneBy: "seller" });
  borne = await settle(borneItem, before, 500_00n);
  const { id } = await claimOf(line);
  await close(before);
  const [sellers] = await statements("seller", before);
  expect(sellers).toMatchObject({ gross_fen: 1500_00n });
  expect(await statements("partner", before)).toEqual([]);
  await grantClaim(lead, { claimId: id, note: "证据充分" });
  await takeBack(market, item, { ...line, options: { ...line.options, credit: { partnerId: market.partner.id, shareBp: 1000, agreementId: market.partnerAgreementId } } }, { amountFen: 200_00n, at: await placed(1) });
  await db.sql("update order_line set paid_at = $1, money_at = $1, provisioned_at = $1, effective_at = $1 where order_type = 'refund'", [`${next.slice(0, 4)}-${next.slice(4)}-06T12:00:00+08:00`]);
  await db.sql("update \"order\" set placed_at = $1 where order_type = 'refund'", [`${next.slice(0, 4)}-${next.slice(4)}-06T12:00:00+08:00`]);
  await close(next);
  const [partners] = await statements("partner", next);
  expect(partners).toMatchObject({ gross_fen: 1000_00n, refund_fen: 200_00n, payable_fen: 80_00n });
  expect((await statements("seller", before))[0]).toEqual(expect.objectContaining({ id: sellers?.id, payable_fen: sellers?.payable_fen }));
  await booksHold();
});

test("where the seller would bear the share, a settled line keeps the claim from being granted; an open one does not", async () => {
  const open = await sell(market, borneItem, { amountFen: 300_00n, placedAt: await placed(5), moneyAt: null });
  const [late, timely] = [await claimOf(borne), await claimOf(open)];
  const refused = await grantClaim(lead, { claimId: late.id, note: "证据充分" }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect((refused as AppError).key).toBe("claim.errors.sellerSettled");
  await grantClaim(lead, { claimId: timely.id, note: "证据充分" });
  expect(await db.sql("select share_bp from attribution where order_line_id = $1", [open.lineId])).toEqual([{ share_bp: 1000 }]);
});
