import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { agreement, attribution, customer, order, orderLine, product, productSpec } from "@/db/schema";
import type { OrderType, SupervisionState } from "@/lib/states/order";
import type { ProductClass } from "@/lib/states/product";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withTx } from "@/server/kernel/tx";
import { ensureReferenceRules } from "@/server/modules/rule";
import { type MadeOrg, makeLegalEntity, makeOrg, personIn } from "../factories";

const system = systemCtx("factory");
const token = () => randomBytes(5).toString("hex");

export type Market = {
  readonly seller: MadeOrg;
  readonly partner: MadeOrg;
  readonly operator: MadeOrg;
  readonly entityId: string;
  readonly customerId: string;
  /** Finance people of each company and the three desks. */
  readonly sellerFinance: Ctx;
  readonly partnerFinance: Ctx;
  readonly finance: Ctx;
  readonly desks: { readonly operations: Ctx; readonly finance: Ctx; readonly legal: Ctx };
  readonly partnerAgreementId: string;
};

/** A marketplace with one seller, one partner under agreement, an operator with its desks, and the reference rules. */
export async function makeMarket(options: { sellerCertified?: boolean } = {}): Promise<Market> {
  const [seller, partner, operator, entity] = [await makeOrg("seller", { certified: options.sellerCertified }), await makeOrg("partner"), await makeOrg("operator"), await makeLegalEntity()];
  const { customerId, partnerAgreementId } = await withTx(system, async (tx) => {
    await ensureReferenceRules(tx, new Date("2019-05-01T00:00:00Z"));
    const [buyer] = await tx.insert(customer).values({ account: `hw${token()}`, name: "某客户" }).returning();
    const [signed] = await tx
      .insert(agreement)
      .values({ orgId: partner.id, number: `A-${token()}`, title: "合作协议", titleEn: "Cooperation", agreementVersion: "3", body: "…", signedBy: "王", signedAt: new Date("2019-05-01T00:00:00Z"), validFrom: new Date("2019-05-01T00:00:00Z") })
      .returning();
    return { customerId: buyer?.id as string, partnerAgreementId: signed?.id as string };
  });
  return {
    seller,
    partner,
    operator,
    entityId: entity.id,
    customerId,
    partnerAgreementId,
    sellerFinance: await personIn(seller, ["finance"]),
    partnerFinance: await personIn(partner, ["finance"]),
    finance: await personIn(operator, ["finance"]),
    desks: { operations: await personIn(operator, ["dispatcher"]), finance: await personIn(operator, ["finance"]), legal: await personIn(operator, ["reviewer"]) },
  };
}

export type Sellable = { readonly id: string; readonly specId: string; readonly sellerId: string; readonly entityId: string; readonly productClass: ProductClass; readonly taxRateBp: number; readonly ratioBp: number; readonly shareBorneBy: "platform" | "seller" };
type ProductOptions = { productClass?: ProductClass; taxRateBp?: number; ratioBp?: number; shareBorneBy?: "platform" | "seller"; name?: string; nameEn?: string };

/** A product on sale; co-sell at 70 % and 6 % VAT unless told otherwise, generic at 95 %. */
export async function makeSellable(market: Pick<Market, "seller" | "entityId">, options: ProductOptions = {}): Promise<Sellable> {
  const productClass = options.productClass ?? "co_sell";
  const taxRateBp = options.taxRateBp ?? 600;
  const ratioBp = options.ratioBp ?? (productClass === "generic" ? 9500 : 7000);
  const shareBorneBy = options.shareBorneBy ?? "platform";
  return withTx(system, async (tx) => {
    const [made] = await tx
      .insert(product)
      .values({ orgId: market.seller.id, code: `P-${token()}`, name: options.name ?? "云软件", nameEn: options.nameEn ?? "Cloud software", productClass, deliveryMode: "saas", status: "on_sale", legalEntityId: market.entityId, sellerRatioBp: ratioBp, shareBorneBy, taxRateBp, taxItem: "信息技术服务", maxShareBp: 3000 })
      .returning();
    const id = made?.id as string;
    const [spec] = await tx.insert(productSpec).values({ orgId: market.seller.id, productId: id, skuCode: `sku-${token()}`, name: "标准版", chargingMode: "PERIOD", periodType: "YEAR", unitPrice: "1000" }).returning();
    return { id, specId: spec?.id as string, sellerId: market.seller.id, entityId: market.entityId, productClass, taxRateBp, ratioBp, shareBorneBy };
  });
}

export type LineOptions = {
  orderType?: OrderType;
  amountFen: bigint;
  voucherFen?: bigint;
  voucherBorneBp?: number;
  placedAt: Date;
  /** Null: still shut. Absent: opened when placed. */
  paidAt?: Date | null;
  moneyAt?: Date | null;
  onCredit?: boolean;
  provisionedAt?: Date | null;
  effectiveAt?: Date | null;
  supervision?: SupervisionState;
  supervisionDoneAt?: Date | null;
  cancelledAt?: Date | null;
  /** The credited partner and its share; `agreementId: null` = none in force at order time. */
  credit?: { partnerId: string; shareBp: number; agreementId: string | null };
  original?: SoldLine;
};
export type SoldLine = { readonly orderId: string; readonly lineId: string; readonly number: string; readonly options: LineOptions };

const or = <T>(given: T | undefined, otherwise: T): T => (given === undefined ? otherwise : given);

/** An order of one line as the marketplace's events would leave it, in the state the gates describe. */
export function sell(market: Pick<Market, "customerId">, item: Sellable, options: LineOptions): Promise<SoldLine> {
  return withTx(system, (tx) => write(tx, market.customerId, item, options));
}

async function write(tx: Tx, customerId: string, item: Sellable, options: LineOptions): Promise<SoldLine> {
  const { original } = options;
  const type = options.orderType ?? (original ? "refund" : "new");
  const credit = options.credit ?? original?.options.credit;
  const number = `CS${token()}`;
  const paidAt = or(options.paidAt, options.placedAt);
  const [head] = await tx
    .insert(order)
    .values({ number, orderType: type, originalOrderId: original?.orderId, sellerOrgId: item.sellerId as never, partnerOrgId: credit?.partnerId, customerId, customerName: "某客户", customerAccount: "hw-x", legalEntityId: item.entityId, status: paidAt ? "completed" : "ordered", listFen: options.amountFen, amountFen: options.amountFen, placedAt: options.placedAt, paidAt, paymentMethod: options.onCredit ? "credit" : "balance" })
    .returning();
  const [line] = await tx
    .insert(orderLine)
    .values({
      number: `${number}-1`, orderId: head?.id as string, originalLineId: original?.lineId, sellerOrgId: item.sellerId, partnerOrgId: credit?.partnerId, productId: item.id, productSpecId: item.specId,
      productClass: item.productClass, legalEntityId: item.entityId, orderType: type, chargingMode: "PERIOD", periodType: "YEAR", periodNumber: 1, quantity: 1, listFen: options.amountFen, amountFen: options.amountFen,
      voucherFen: options.voucherFen ?? 0n, voucherBorneBp: options.voucherBorneBp ?? 0, taxRateBp: item.taxRateBp, sellerRatioBp: item.ratioBp, shareBorneBy: item.shareBorneBy, hasInterface: false,
      supervision: options.supervision ?? "not_applicable", supervisionDoneAt: options.supervisionDoneAt ?? null, paidAt, moneyAt: or(options.moneyAt, options.onCredit ? null : paidAt), onCredit: options.onCredit ?? false,
      provisionedAt: or(options.provisionedAt, options.placedAt), effectiveAt: or(options.effectiveAt, or(options.provisionedAt, options.placedAt)), cancelledAt: options.cancelledAt ?? null,
    })
    .returning();
  const sold = { orderId: head?.id as string, lineId: line?.id as string, number, options };
  if (original) await tx.execute(sql`update "order" set refunded_fen = refunded_fen - ${options.amountFen} where id = ${original.orderId}`);
  else if (credit) await tx.insert(attribution).values({ orderId: sold.orderId, orderLineId: sold.lineId, partnerOrgId: credit.partnerId, sellerOrgId: item.sellerId, carrier: "offer", shareBp: credit.shareBp, agreementId: credit.agreementId });
  return sold;
}

/** Takes back a part of a sold line; the refund's voucher share follows the amount. */
export function takeBack(market: Pick<Market, "customerId">, item: Sellable, original: SoldLine, refund: { amountFen: bigint; at: Date }): Promise<SoldLine> {
  const { voucherFen = 0n, voucherBorneBp, amountFen } = original.options;
  return sell(market, item, { amountFen: -refund.amountFen, voucherFen: amountFen === 0n ? 0n : (-voucherFen * refund.amountFen) / amountFen, voucherBorneBp, placedAt: refund.at, original });
}
