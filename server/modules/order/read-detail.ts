import { sql } from "drizzle-orm";
import { maskText } from "@/lib/mask";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { Gate, OrderDetail, OrderLineDetail, OrderMoment } from "./contract";
import { summaryColumns, summarySource } from "./read";

type Head = Omit<OrderDetail, "lines" | "timeline" | "related" | "buyerMasked" | "mayReveal">;
type LineFacts = Omit<OrderLineDetail, "gates"> & {
  readonly status: string;
  readonly orderType: string;
  readonly onCredit: boolean;
  readonly moneyAt: string | null;
  readonly provisionedAt: string | null;
  readonly supervisionSince: string | null;
  readonly supervisionDoneAt: string | null;
};

/** One order with everything that happened to it; 404 when the acting company takes no part in it. */
export async function orderDetail(ctx: Ctx, orderId: string): Promise<OrderDetail> {
  authorize(ctx, "order:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Head>(sql`
      select ${summaryColumns}, o.list_fen::text as "listFen", o.refunded_fen::text as "refundedFen", o.customer_account as "customerAccount", o.buyer,
        o.payment_method as "paymentMethod", app.iso(o.paid_at) as "paidAt", app.iso(o.credit_confirmed_at) as "creditConfirmedAt",
        app.iso(o.repaid_at) as "repaidAt", app.iso(o.credit_cleared_at) as "creditClearedAt", app.iso(o.cancelled_at) as "cancelledAt",
        (select jsonb_build_object('id', b.id, 'number', b.number) from "order" b where b.id = o.original_order_id) as original
      from ${summarySource} where o.id = ${orderId}`);
    const [head] = rows;
    if (!head) throw notFound("order");
    const lines = (await linesOf(tx, orderId)).map((line) => withGates(line, businessNow()));
    return { ...head, ...buyerFor(ctx, head.buyer ?? {}), lines, related: await relatedTo(tx, orderId), timeline: await timelineOf(tx, orderId) };
  });
}

const inFull = ["customerId", "customerName"];

/** Of the buyer's contact what this company may see at once; the rest is shown when asked for, and that is kept. */
function buyerFor(ctx: OrgCtx, buyer: Readonly<Record<string, string>>): Pick<OrderDetail, "buyer" | "buyerMasked" | "mayReveal"> {
  if (ctx.org.kind === "partner") return { buyer: null, buyerMasked: false, mayReveal: false };
  if (ctx.platform) return { buyer, buyerMasked: false, mayReveal: false };
  const masked = Object.fromEntries(Object.entries(buyer).map(([key, value]) => [key, inFull.includes(key) ? value : maskText(value)]));
  return { buyer: masked, buyerMasked: true, mayReveal: ctx.permissions.has("order:reveal_contact") };
}

async function linesOf(tx: Tx, orderId: string): Promise<LineFacts[]> {
  const { rows } = await tx.execute<LineFacts>(sql`
    select l.id, l.number, l.product_id as "productId", p.name as product, p.name_en as "productEn", coalesce(sp.name, '') as specification, coalesce(sp.name_en, '') as "specificationEn",
      l.product_class as "productClass", l.charging_mode as "chargingMode", l.period_type as "periodType", l.period_number as "periodNumber", l.quantity,
      l.list_fen::text as "listFen", l.amount_fen::text as "amountFen", l.voucher_fen::text as "voucherFen", l.supervision, l.has_interface as "hasInterface",
      l.instance_id as "instanceId", app.iso(l.effective_at) as "effectiveAt", app.iso(l.expires_at) as "expiresAt", o.status, l.order_type as "orderType",
      l.on_credit as "onCredit", app.iso(l.money_at) as "moneyAt", app.iso(l.provisioned_at) as "provisionedAt",
      app.iso(l.supervision_since) as "supervisionSince", app.iso(l.supervision_done_at) as "supervisionDoneAt",
      (select jsonb_build_object('partnerName', w.name_zh, 'partnerNameEn', w.name_en, 'carrier', a.carrier, 'shareBp', a.share_bp, 'discountKind', a.discount_kind,
        'offerId', a.offer_id, 'offerNumber', f.number, 'demandId', a.demand_id, 'offerRevision', a.offer_revision,
        'hasAgreement', a.agreement_id is not null, 'agreementNumber', (select g.number from agreement g where g.id = a.agreement_id), 'branch', a.branch, 'claimId', a.claim_id,
        'claimNumber', (select c.number from claim c where c.id = a.claim_id), 'creditedAt', app.iso(a.created_at), 'rule', coalesce(a.evidence ->> 'rule', ''))
       from attribution a join org w on w.id = a.partner_org_id left join offer f on f.id = a.offer_id where a.order_line_id = l.id limit 1) as attribution
    from order_line l join "order" o on o.id = l.order_id join product p on p.id = l.product_id left join product_spec sp on sp.id = l.product_spec_id
    where l.order_id = ${orderId} order by l.number`);
  return rows;
}

async function relatedTo(tx: Tx, orderId: string): Promise<OrderDetail["related"]> {
  const { rows } = await tx.execute<OrderDetail["related"][number]>(sql`
    select id, number, order_type as "orderType", amount_fen::text as "amountFen", app.iso(placed_at) as "placedAt"
    from "order" where original_order_id = ${orderId} order by placed_at, id limit 100`);
  return rows;
}

async function timelineOf(tx: Tx, orderId: string): Promise<OrderMoment[]> {
  const { rows } = await tx.execute<OrderMoment>(
    sql`select id, act, app.iso(at) as at, detail from order_event where order_id = ${orderId} order by order_event.at desc, id desc limit 500`,
  );
  return rows;
}

function withGates(facts: LineFacts, now: Date): OrderLineDetail {
  const { status: _status, orderType: _type, onCredit: _credit, moneyAt: _money, provisionedAt: _provisioned, supervisionSince: _since, supervisionDoneAt: _done, ...line } = facts;
  // What was cancelled unpaid has no gates: nothing of it can open.
  if (facts.status === "cancelled") return { ...line, gates: [] };
  return { ...line, gates: [moneyGate(facts), ...provisionGate(facts), ...supervisionGate(facts), effectGate(facts, now)] };
}

function moneyGate(line: LineFacts): Gate {
  if (line.moneyAt) return { key: "money", state: "passed", at: line.moneyAt, reason: line.onCredit ? "credit_cleared" : "paid" };
  return { key: "money", state: "blocked", at: null, reason: line.onCredit ? "CREDIT_UNPAID" : "NOT_PAID" };
}

function provisionGate(line: LineFacts): Gate[] {
  if (line.provisionedAt) return [{ key: "provisioned", state: "passed", at: line.provisionedAt, reason: "provisioned" }];
  if (["renew", "change"].includes(line.orderType)) return [];
  return [{ key: "provisioned", state: "blocked", at: null, reason: "NOT_PROVISIONED" }];
}

function supervisionGate(line: LineFacts): Gate[] {
  if (line.supervision === "not_applicable") return [];
  if (line.supervision === "completed") return [{ key: "supervision", state: "passed", at: line.supervisionDoneAt, reason: "accepted" }];
  return [{ key: "supervision", state: "blocked", at: line.supervisionSince, reason: line.supervision === "appealing" ? "APPEAL_FROZEN" : "SUPERVISION_OPEN" }];
}

function effectGate(line: LineFacts, now: Date): Gate {
  if (!line.effectiveAt) return { key: "effective", state: "later", at: null, reason: "after_delivery" };
  const reached = new Date(line.effectiveAt) <= now;
  return { key: "effective", state: reached ? "passed" : "later", at: line.effectiveAt, reason: reached ? "effective" : "NOT_EFFECTIVE" };
}
