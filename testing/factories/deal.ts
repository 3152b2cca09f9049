import { clock } from "@/db/schema";
import { sql } from "drizzle-orm";
import { periodOf, toBusinessDay } from "@/lib/dates";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { logProgress } from "@/server/modules/demand";
import { ensureReferenceRules } from "@/server/modules/rule";
import { countersign, invoiceAccepted, invoiceReceived, performClose, recordPayout, runClose } from "@/server/modules/settlement";
import { type MadeOrg, makeOrg, personIn } from "../factories";
import { makeAgreement } from "./agreement";
import { type Listing, makeAcceptedDemand, makeListing } from "./demand";
import { makeDemandOffer } from "./offer";
import { applyOrder, orderCreated, orderNumber } from "./order";

const system = systemCtx("factory");
const clockNow = () => withRead(system, async () => businessNow());

export type DealCast = { readonly seller: MadeOrg; readonly partner: MadeOrg; readonly operator: MadeOrg; readonly sellerPerson: Ctx; readonly partnerPerson: Ctx; readonly dispatcher: Ctx; readonly listing: Listing };
export type MadeDeal = DealCast & { readonly demandId: string; readonly offerId: string; readonly orderId: string; readonly orderNumber: string; readonly refundNumber: string };

/** A seller, a partner under agreement and an operator, with a co-sell product between them. */
export async function makeDealCast(): Promise<DealCast> {
  const [seller, partner, operator] = [await makeOrg("seller"), await makeOrg("partner"), await makeOrg("operator")];
  await makeAgreement(seller);
  await makeAgreement(partner);
  await withTx(system, (tx) => ensureReferenceRules(tx, new Date("2020-01-01T00:00:00Z")));
  return { seller, partner, operator, sellerPerson: await personIn(seller), partnerPerson: await personIn(partner), dispatcher: await personIn(operator), listing: await makeListing(seller) };
}

/** A partner's demand brought to a paid, provisioned order (¥10,200.00, 8 % share) of which ¥1,000.00 went back. */
export async function makeDeal(cast: DealCast): Promise<MadeDeal> {
  const { seller, sellerPerson, partnerPerson, dispatcher, listing } = cast;
  const demandId = await makeAcceptedDemand(partnerPerson, dispatcher, seller, sellerPerson, listing);
  await logProgress(sellerPerson, { demandId, text: "完成方案演示", nextStep: "提交报价", nextStepOn: toBusinessDay(await clockNow()) });
  const offer = await makeDemandOffer(sellerPerson, demandId, listing, { lines: [{ productSpecId: listing.specId, quantity: 1, periodNumber: 1, rateBp: 8500, shareBp: 800 }] });
  const at = (await clockNow()).toISOString();
  const data = orderCreated(listing, { offer_number: offer.number, placed_at: at, customer: { account: offer.buyerAccount, name: "客户" } }, { list_amount: "12000.00", amount: "10200.00" });
  await applyOrder("order.created", data, at);
  await applyOrder("order.paid", { order_id: data.order_id, method: "online" }, at);
  await applyOrder("order.provisioned", { order_id: data.order_id, instance_id: "i-1" }, at);
  const refundNumber = orderNumber();
  const back = { line_id: `${refundNumber}-000001`, original_line_id: data.lines[0]?.line_id, amount: "1000.00" };
  await applyOrder("order.refunded", { order_id: refundNumber, original_order_id: data.order_id, refunded_at: at, lines: [back] }, at);
  const { rows } = await withRead(system, (tx) => tx.execute<{ id: string }>(sql`select id from "order" where number = ${data.order_id}`));
  return { ...cast, demandId, offerId: offer.id, orderId: rows[0]?.id ?? "", orderNumber: data.order_id, refundNumber };
}

/** Closes the present month after moving the clock past it, countersigns every statement, and pays those that are due. */
export async function settleDeal({ operator }: DealCast): Promise<void> {
  const period = periodOf(toBusinessDay(await clockNow()));
  await withTx(system, (tx) => tx.update(clock).set({ offsetSeconds: sql`${clock.offsetSeconds} + ${40 * 86_400}` }));
  const [operations, finance, legal] = [await personIn(operator, ["dispatcher"]), await personIn(operator, ["finance"]), await personIn(operator, ["reviewer"])];
  const { closeRunId } = await runClose(finance, { period });
  await performClose(system, closeRunId);
  const { rows } = await withRead(system, (tx) => tx.execute<{ id: string }>(sql`select id from statement where close_run_id = ${closeRunId} order by side`));
  const paidOn = toBusinessDay(await clockNow());
  for (const { id: statementId } of rows) {
    await countersign(operations, { statementId, desk: "operations", note: "" });
    await countersign(finance, { statementId, desk: "finance", note: "" });
    const { requisitionId } = await countersign(legal, { statementId, desk: "legal", note: "" });
    if (!requisitionId) continue;
    await invoiceReceived(system, requisitionId);
    await invoiceAccepted(system, requisitionId);
    await recordPayout(finance, { requisitionId, bankReference: `HD-${statementId.slice(0, 8)}`, paidOn });
  }
}
