import { sql } from "drizzle-orm";
import { type BusinessDay, type Period, nextPeriod, periodOf, toBusinessDay } from "@/lib/dates";
import { type BlockReason, undoneReasons } from "@/lib/states/settlement";
import { splitGross } from "@/lib/tax";
import { closeDay, settlementTimetable, type WorkingCalendar } from "@/lib/working-days";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import { workingCalendar } from "@/server/modules/rule";
import type { GateKey, Reckoning, Transaction, TransactionDetail, TransactionGate } from "./contract";
import { mine, transactionColumns } from "./read-transactions";

type Facts = Transaction & {
  customerName: string;
  onCredit: boolean;
  certification: string | null;
  certifiedAt: string | null;
  paidAt: string | null;
  moneyAt: string | null;
  provisioningOwed: boolean;
  provisionedAt: string | null;
  supervisionSince: string | null;
  supervisionAt: string | null;
  agreementId: string | null;
  reckoning: Omit<Reckoning, "shareFen" | "taxFen">;
};

/** One line of the acting company: its gates, how its share is reckoned, and when it can be expected. 404 when it is another's. */
export async function whyTransaction(ctx: Ctx, lineId: string): Promise<TransactionDetail> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Facts>(sql`
      select ${transactionColumns}, t.customer_name as "customerName", t.on_credit as "onCredit", t.certification, app.iso(t.certified_at) as "certifiedAt",
        app.iso(t.paid_at) as "paidAt", app.iso(t.money_at) as "moneyAt", t.provisioning_owed as "provisioningOwed", app.iso(t.provisioned_at) as "provisionedAt",
        app.iso(t.supervision_since) as "supervisionSince", app.iso(t.supervision_at) as "supervisionAt", t.agreement_id as "agreementId",
        jsonb_build_object('side', t.side, 'amountFen', t.amount_fen::text, 'voucherFen', t.voucher_fen::text, 'voucherBorneBp', t.voucher_borne_bp, 'ratioBp', case when t.side = 'seller' then t.ratio_bp else 0 end,
          'tierBp', case when t.side = 'seller' then t.tier_bp else 0 end, 'shareBp', t.share_bp, 'shareBorneBy', t.share_borne_by, 'productTaxBp', t.product_tax_bp, 'taxRateBp', t.tax_rate_bp,
          'numerator', t.numerator::text, 'divisor', t.divisor::text) as reckoning
      from transaction_row t where ${mine(ctx)} and t.order_line_id = ${lineId}`);
    const [facts] = rows;
    if (!facts) throw notFound("transaction");
    const now = businessNow();
    return detailOf(facts, now, await workingCalendar(tx, now));
  });
}

function detailOf(facts: Facts, now: Date, calendar: WorkingCalendar): TransactionDetail {
  const { certification: _c, certifiedAt: _at, paidAt: _p, moneyAt: _m, provisioningOwed: _o, provisionedAt: _v, supervisionAt: _s, agreementId: _a, reckoning, ...rest } = facts;
  const { gross, tax } = splitGross(BigInt(facts.shareFen), reckoning.taxRateBp);
  return {
    ...rest,
    gates: gatesOf(facts, now),
    reckoning: { ...reckoning, shareFen: String(gross), taxFen: String(tax) },
    expected: expectedOf(facts, now, calendar),
    asOf: now.toISOString(),
  };
}

/** Each gate with the reason that keeps it shut; what only follows an earlier shut one is `later`. What was cancelled has none. */
function gatesOf(facts: Facts, now: Date): TransactionGate[] {
  if (facts.blockedBy.includes("CANCELLED")) return [];
  const shut = (reason: BlockReason) => (facts.blockedBy.includes(reason) ? reason : null);
  const certified = facts.certification === "certified" ? null : facts.certification === "changed" ? "CERT_CHANGED" : "CERT_MISSING";
  const money: BlockReason | null = facts.moneyAt ? null : facts.paidAt ? "CREDIT_UNPAID" : "NOT_PAID";
  const accepted = facts.supervision === "completed";
  const supervision = accepted ? shut("ACCEPT_SYNC") : facts.supervision === "appealing" ? "APPEAL_FROZEN" : "SUPERVISION_OPEN";
  const effective: BlockReason | null = facts.effectiveAt && new Date(facts.effectiveAt) <= now ? null : "NOT_EFFECTIVE";
  const provisioned: BlockReason | null = facts.provisionedAt ? null : "NOT_PROVISIONED";
  const row = (key: GateKey, reason: BlockReason | null, at: string | null, follows = false): TransactionGate => ({ key, reason, at, state: reason === null ? "passed" : follows ? "later" : "blocked" });
  const supervised = facts.supervision !== "not_applicable";
  const pending = money !== null || (facts.provisioningOwed && provisioned !== null);
  return [
    row("certified", certified, facts.certifiedAt),
    row("money", money, facts.moneyAt),
    ...(facts.provisioningOwed ? [row("provisioned", provisioned, facts.provisionedAt, money !== null)] : []),
    ...(supervised ? [row("supervision", supervision, facts.supervisionAt ?? facts.supervisionSince, money !== null)] : []),
    row("effective", effective, facts.effectiveAt, !facts.effectiveAt && (pending || (supervised && supervision !== null))),
    ...(facts.reckoning.side === "partner" ? [row("agreement", facts.agreementId ? null : "NO_AGREEMENT", facts.agreementId ? facts.placedAt : null)] : []),
  ];
}

/** The close that takes the line if what is still shut opens this month (or on its known date), never one that is past. */
function expectedOf(facts: Facts, now: Date, calendar: WorkingCalendar): TransactionDetail["expected"] {
  const [first] = facts.blockedBy;
  if (!first || undoneReasons.includes(first) || first === "TRIAL" || first === "NO_AGREEMENT") return null;
  const effective = facts.effectiveAt ? new Date(facts.effectiveAt) : now;
  let period: Period = first === "RUN_DATE_NOT_REACHED" && facts.period ? (facts.period as Period) : periodOf(effective > now ? effective : now);
  const today: BusinessDay = toBusinessDay(now);
  while (closeDay(period, calendar) < today) period = nextPeriod(period);
  const { closeOn, payBy } = settlementTimetable(period, calendar);
  return { period, closeOn, payBy };
}
