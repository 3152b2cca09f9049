import { asc, eq, type SQL, sql } from "drizzle-orm";
import { countersignature, payout, requisition, statementRate } from "@/db/schema";
import { type Period, toBusinessDay } from "@/lib/dates";
import { countersignDesks, type CountersignDesk, type RequisitionState } from "@/lib/states/settlement";
import { addWorkingDays, settlementTimetable, STEP_WORKING_DAYS, type WorkingCalendar } from "@/lib/working-days";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { ruleInForce, rulesById, workingCalendar } from "@/server/modules/rule";
import type { ProductRow, RequisitionSummary, SettledLine, Signature, StatementDetail, StatementSummary } from "./contract";
import { deskPermission, roundOf } from "./countersign";
import { ofWing, statementColumns } from "./read";
import { momentsOf } from "./read-moments";
import { verifiedByMe } from "./record-payout";

type Head = StatementSummary & Pick<StatementDetail, "entityName" | "entityNameEn" | "cutAt" | "countersignedAt" | "paidAt" | "grossFen" | "refundFen" | "voucherFen" | "otherShareFen" | "platformFen" | "inputHash" | "verifiedAt" | "refundLines">;

/** A partner sees its share alone, here as in every calculation: what the seller settles for is between seller and platform. */
const seesOthers = ({ org }: OrgCtx) => org.kind !== "partner";
const othersFen = (ctx: OrgCtx): SQL =>
  seesOthers(ctx) ? sql`s.other_share_fen::text as "otherShareFen", s.platform_fen::text as "platformFen"` : sql`(s.other_share_fen + s.platform_fen)::text as "otherShareFen", null as "platformFen"`;

/** A statement with everything that stands on it; 404 when the acting company may not see it. */
export async function statementDetail(ctx: Ctx, statementId: string): Promise<StatementDetail> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Head>(sql`
      select ${statementColumns}, s.entity_name as "entityName", s.entity_name_en as "entityNameEn", app.iso(s.cut_at) as "cutAt", app.iso(s.countersigned_at) as "countersignedAt",
        app.iso(s.paid_at) as "paidAt", s.gross_fen::text as "grossFen", s.refund_fen::text as "refundFen", s.voucher_fen::text as "voucherFen", ${othersFen(ctx)}, s.input_hash as "inputHash", app.iso(s.verified_at) as "verifiedAt",
        (select count(*)::integer from settlement_line l where l.statement_id = s.id and l.order_type = 'refund') as "refundLines"
      from statement_row s where s.id = ${statementId} and ${ofWing(ctx.org)}`);
    const [head] = rows;
    if (!head) throw notFound("statement");
    const signatures = await signaturesOf(tx, statementId);
    const round = await roundOf(tx, statementId);
    const made = head.requisitionId ? await requisitionOf(tx, head.requisitionId) : null;
    const rates = await tx.select().from(statementRate).where(eq(statementRate.statementId, statementId)).orderBy(asc(statementRate.taxRateBp));
    return {
      ...head,
      round,
      signatures,
      rates: rates.map(({ taxRateBp, grossFen, netFen, taxFen }) => ({ taxRateBp, grossFen: String(grossFen), netFen: String(netFen), taxFen: String(taxFen) })),
      moments: await momentsOf(tx, head, signatures, made),
      requisition: made,
      rules: await rulesOf(tx, head),
      timetable: timetableOf(head, await workingCalendar(tx, new Date(head.closedAt))),
      mayCountersign: desksFor(ctx, head, signatures.filter((one) => one.round === round)),
      mayPay: await payReason(tx, ctx, made),
    };
  });
}

/** The last day of each step, counted from the day the statement was really drawn up. */
function timetableOf(head: Head, calendar: WorkingCalendar): StatementDetail["timetable"] {
  const planned = settlementTimetable(head.period as Period, calendar);
  const closeOn = toBusinessDay(new Date(head.closedAt));
  if (closeOn <= planned.closeOn) return planned;
  const countersignBy = addWorkingDays(closeOn, STEP_WORKING_DAYS.review + STEP_WORKING_DAYS.countersign, calendar);
  return { closeOn, countersignBy, payBy: addWorkingDays(countersignBy, STEP_WORKING_DAYS.payment, calendar) };
}

async function signaturesOf(tx: Tx, statementId: string): Promise<(Signature & { personId: string })[]> {
  const rows = await tx.select().from(countersignature).where(eq(countersignature.statementId, statementId)).orderBy(asc(countersignature.at));
  return rows.map(({ desk, decision, personName, personId, note, round, at }) => ({ desk, decision, personName, personId, note, round, at: at.toISOString() }));
}

async function requisitionOf(tx: Tx, id: string): Promise<RequisitionSummary | null> {
  const [row] = await tx.select().from(requisition).where(eq(requisition.id, id));
  if (!row) return null;
  const [paid] = await tx.select().from(payout).where(eq(payout.requisitionId, id));
  return {
    id: row.id,
    number: row.number,
    status: row.status as RequisitionState,
    periodLabel: row.periodLabel,
    totalFen: String(row.totalFen),
    invoiceNeeded: row.invoiceNeeded,
    noticedAt: row.noticedAt?.toISOString() ?? null,
    invoiceDueAt: row.invoiceDueAt?.toISOString() ?? null,
    payout: paid ? { bankReference: paid.bankReference, paidOn: paid.paidOn, recordedByName: paid.recordedByName, at: paid.createdAt.toISOString() } : null,
  };
}

async function rulesOf(tx: Tx, head: Head): Promise<StatementDetail["rules"]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct used.id from settlement_line l cross join lateral (values (l.trace ->> 'feeRuleId'), (l.trace ->> 'shareRuleId')) used (id) where l.statement_id = ${head.id} and used.id is not null`);
  const bound = await rulesById(tx, rows.map(({ id }) => id));
  const at = new Date(head.closedAt);
  const atClose = [await ruleInForce(tx, "minimum", head.productClass, at), head.productClass === "generic" ? await ruleInForce(tx, "tier", "generic", at) : null, await ruleInForce(tx, "tax", "service", at)];
  return [...bound, ...atClose.flatMap((rule) => (rule ? [{ id: rule.id, kind: rule.kind, scope: rule.scope, validFrom: rule.validFrom }] : []))];
}

/** Per desk: null when the person may sign, else the key of the sentence that says why not. */
function desksFor(ctx: OrgCtx, head: Head, now: readonly (Signature & { personId: string })[]): StatementDetail["mayCountersign"] {
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const why = (desk: CountersignDesk) => {
    if (!ctx.permissions.has(deskPermission[desk])) return "noPermission";
    if (!["generated", "countersigning"].includes(head.status)) return "notOpen";
    if (now.some((one) => one.desk === desk)) return "deskSigned";
    if (now.some((one) => one.personId === me)) return "onePersonOneDesk";
    return head.differences ? "differs" : null;
  };
  return Object.fromEntries(countersignDesks.map((desk) => [desk, why(desk)])) as StatementDetail["mayCountersign"];
}

async function payReason(tx: Tx, ctx: OrgCtx, made: RequisitionSummary | null): Promise<string | null> {
  if (!ctx.permissions.has("settlement:pay")) return "noPermission";
  if (made?.status !== "payable") return "notPayable";
  return (await verifiedByMe(tx, ctx, made.id)) ? "fourEyes" : null;
}

/** A statement's lines summed per product. */
export async function statementProducts(ctx: Ctx, statementId: string): Promise<ProductRow[]> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<ProductRow>(sql`
      select l.product_id as "productId", coalesce(p.name, '') as product, coalesce(p.name_en, '') as "productEn", count(*)::integer as lines,
        coalesce(sum(l.amount_fen) filter (where l.order_type <> 'refund'), 0)::text as "amountFen", coalesce(-sum(l.amount_fen) filter (where l.order_type = 'refund'), 0)::text as "refundFen",
        case when count(distinct (case when l.side = 'seller' then l.ratio_bp + l.tier_bp else l.share_bp end)) = 1 then max(case when l.side = 'seller' then l.ratio_bp + l.tier_bp else l.share_bp end) end as "ratioBp",
        case when ${seesOthers(ctx)} then round(sum(l.other_numerator::numeric / l.other_divisor::numeric))::text end as "otherFen", round(sum(l.numerator::numeric / l.divisor::numeric))::text as "shareFen"
      from settlement_line l join statement s on s.id = l.statement_id left join product p on p.id = l.product_id
      where l.statement_id = ${statementId} and ${ofWing(ctx.org)} group by 1, 2, 3 order by sum(l.amount_fen) desc, 1 limit 500`);
    return rows;
  });
}

type LinesInput = { readonly statementId: string; readonly only?: "sale" | "refund"; readonly cursor?: string };

/** A statement's lines, a page at a time; `only` narrows to sales or refunds. */
export async function statementLines(ctx: Ctx, input: LinesInput): Promise<{ rows: SettledLine[]; next: string | null }> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const where = [sql`l.statement_id = ${input.statementId}`, ofWing(ctx.org)];
    if (input.only) where.push(input.only === "refund" ? sql`l.order_type = 'refund'` : sql`l.order_type <> 'refund'`);
    if (input.cursor) where.push(sql`l.id < ${decodeCursor(input.cursor, 1)[0]}::uuid`);
    const { rows } = await tx.execute<SettledLine>(sql`
      select l.id, l.order_id as "orderId", o.number as "orderNumber", ol.number as "lineNumber", ol.id as "lineId", l.order_type as "orderType", coalesce(p.name, '') as product, coalesce(p.name_en, '') as "productEn",
        app.iso(l.opened_at) as "openedAt", l.amount_fen::text as "amountFen", case when l.side = 'seller' then l.ratio_bp else l.share_bp end as "ratioBp", l.tier_bp as "tierBp",
        app.nearest_fen(l.numerator::numeric, l.divisor::numeric)::text as "shareFen"
      from settlement_line l join statement s on s.id = l.statement_id join order_line ol on ol.id = l.order_line_id join "order" o on o.id = l.order_id left join product p on p.id = l.product_id
      where ${sql.join(where, sql` and `)} order by l.id desc limit ${pageSize + 1}`);
    return toPage(rows, (row) => [row.id]);
  });
}
