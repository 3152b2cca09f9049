import { z } from "zod";
import { parsePeriod } from "@/lib/dates";
import { supervisionStates, type OrderType, type SupervisionState } from "@/lib/states/order";
import { productClasses, type ProductClass } from "@/lib/states/product";
import { statementLifecycle, blockReasons, countersignDesks, type BlockReason, type CountersignDesk, type RequisitionState, type StatementState } from "@/lib/states/settlement";
import { stateNames } from "@/lib/states/lifecycle";

const period = z.string().refine((text) => parsePeriod(text) !== null, "errors.field.format");
const cursor = z.string().max(500).optional();

export const closeInput = z.object({ period });
export const statementInput = z.object({ statementId: z.uuid() });
export const countersignInput = z.object({ statementId: z.uuid(), desk: z.enum(countersignDesks), note: z.string().trim().max(500).default("") });
export const refuseInput = z.object({ statementId: z.uuid(), desk: z.enum(countersignDesks), note: z.string().trim().min(1, "errors.field.required").max(500, "errors.field.tooLong") });
export const payoutInput = z.object({
  requisitionId: z.uuid(),
  bankReference: z.string().trim().min(4, "errors.field.tooShort").max(64, "errors.field.tooLong").regex(/^[\w./-]+$/, "errors.field.format"),
  paidOn: z.iso.date("errors.field.format"),
});

const states = stateNames(statementLifecycle) as [StatementState, ...StatementState[]];
export const statementListInput = z.object({
  status: z.union([z.enum(states), z.array(z.enum(states)).max(states.length)]).optional(),
  period: period.optional(),
  productClass: z.enum(productClasses).optional(),
  side: z.enum(["seller", "partner"]).optional(),
  cursor,
});
export type StatementListInput = z.input<typeof statementListInput>;

export const repaymentStates = ["not_involved", "repaid", "open"] as const;
const supervisions = Object.keys(supervisionStates) as [SupervisionState, ...SupervisionState[]];
/** What the transactions list is narrowed to; every part is in the page's address. */
export const transactionListInput = z.object({
  billed: z.enum(["yes", "no"]).optional(),
  reason: z.enum(blockReasons).optional(),
  period: period.optional(),
  /** Beijing months in which the orders were placed, first and last, `YYYYMM-YYYYMM`; orders cancelled unpaid are left out, as in all figures. */
  placed: z.string().refine((text) => text.split("-").length === 2 && text.split("-").every((month) => parsePeriod(month) !== null), "errors.field.format").optional(),
  productId: z.uuid().optional(),
  statementId: z.uuid().optional(),
  orderType: z.enum(["sale", "refund"]).optional(),
  supervision: z.enum(supervisions).optional(),
  repayment: z.enum(repaymentStates).optional(),
  cursor,
});
export type TransactionListInput = z.input<typeof transactionListInput>;

export type Transaction = {
  readonly lineId: string;
  readonly lineNumber: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderType: OrderType;
  readonly productId: string;
  readonly product: string;
  readonly productEn: string;
  readonly productClass: ProductClass;
  readonly placedAt: string;
  readonly currency: string;
  readonly amountFen: string;
  /** The beneficiary's part, rounded for display; final only once settled. */
  readonly shareFen: string;
  readonly supervision: SupervisionState;
  readonly repayment: (typeof repaymentStates)[number];
  readonly effectiveAt: string | null;
  /** The period of the statement it stands in, else the month its last gate opened in. */
  readonly period: string | null;
  readonly blockedBy: readonly BlockReason[];
  readonly statementId: string | null;
  readonly statementNumber: string | null;
};
export type TransactionTotals = { readonly count: number; readonly amountFen: string; readonly shareFen: string };
export type TransactionPage = { readonly rows: readonly Transaction[]; readonly next: string | null; readonly totals: TransactionTotals; readonly asOf: string };

export type GateKey = "certified" | "money" | "provisioned" | "supervision" | "effective" | "agreement";
export type TransactionGate = { readonly key: GateKey; readonly state: "passed" | "blocked" | "later"; readonly at: string | null; readonly reason: BlockReason | null };
/** How a line's amount comes about; fen as text, rates in basis points. */
export type Reckoning = {
  readonly side: "seller" | "partner";
  readonly amountFen: string;
  readonly voucherFen: string;
  readonly voucherBorneBp: number;
  /** The seller's terms, nought on the partner's side. */
  readonly ratioBp: number;
  readonly tierBp: number;
  readonly shareBp: number;
  readonly shareBorneBy: "platform" | "seller";
  readonly productTaxBp: number;
  readonly taxRateBp: number;
  readonly numerator: string;
  readonly divisor: string;
  readonly shareFen: string;
  readonly taxFen: string;
};
export type TransactionDetail = Transaction & {
  readonly customerName: string;
  readonly onCredit: boolean;
  readonly supervisionSince: string | null;
  readonly gates: readonly TransactionGate[];
  readonly reckoning: Reckoning;
  /** If everything still shut opened this month: the close that takes it, and when it is paid at the latest. */
  readonly expected: { readonly period: string; readonly closeOn: string; readonly payBy: string } | null;
  readonly asOf: string;
};

export type StatementSummary = {
  readonly id: string;
  readonly number: string;
  readonly orgId: string;
  readonly orgName: string;
  readonly orgNameEn: string;
  readonly side: "seller" | "partner";
  readonly productClass: ProductClass;
  readonly period: string;
  readonly currency: string;
  readonly status: StatementState;
  readonly lineCount: number;
  readonly payableFen: string;
  readonly closedAt: string;
  readonly requisitionId: string | null;
  readonly requisitionNumber: string | null;
  readonly differences: number | null;
  readonly signedDesks: readonly CountersignDesk[];
};
export type StatementList = { readonly rows: readonly StatementSummary[]; readonly next: string | null; readonly counts: Readonly<Partial<Record<StatementState, number>>>; readonly asOf: string };

export type ProductRow = {
  readonly productId: string;
  readonly product: string;
  readonly productEn: string;
  readonly lines: number;
  readonly amountFen: string;
  readonly refundFen: string;
  readonly ratioBp: number | null;
  /** The other party's share; null for a partner. */
  readonly otherFen: string | null;
  readonly shareFen: string;
};
export type SettledLine = {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly lineNumber: string;
  readonly lineId: string;
  readonly orderType: OrderType;
  readonly product: string;
  readonly productEn: string;
  readonly openedAt: string;
  readonly amountFen: string;
  readonly ratioBp: number;
  readonly tierBp: number;
  readonly shareFen: string;
};
export type Moment = { readonly key: string; readonly act: string; readonly at: string; readonly actor: string | null; readonly note: string; readonly values: Readonly<Record<string, string>> };
export type Signature = { readonly desk: CountersignDesk; readonly decision: "signed" | "refused"; readonly personName: string; readonly note: string; readonly round: number; readonly at: string };
export type RateRow = { readonly taxRateBp: number; readonly grossFen: string; readonly netFen: string; readonly taxFen: string };
export type RequisitionSummary = {
  readonly id: string;
  readonly number: string;
  readonly status: RequisitionState;
  readonly periodLabel: string;
  readonly totalFen: string;
  readonly invoiceNeeded: boolean;
  readonly noticedAt: string | null;
  readonly invoiceDueAt: string | null;
  readonly payout: { readonly bankReference: string; readonly paidOn: string; readonly recordedByName: string; readonly at: string } | null;
};
export type StatementDetail = StatementSummary & {
  readonly entityName: string;
  readonly entityNameEn: string;
  readonly cutAt: string;
  readonly countersignedAt: string | null;
  readonly paidAt: string | null;
  readonly grossFen: string;
  readonly refundFen: string;
  readonly voucherFen: string;
  /** The other party's share; for a partner what seller and platform get together, as nobody else's terms are its own to see. */
  readonly otherShareFen: string;
  /** Null for a partner: within `otherShareFen`. */
  readonly platformFen: string | null;
  readonly inputHash: string;
  readonly verifiedAt: string | null;
  readonly round: number;
  readonly refundLines: number;
  readonly rates: readonly RateRow[];
  readonly signatures: readonly Signature[];
  readonly moments: readonly Moment[];
  readonly requisition: RequisitionSummary | null;
  readonly rules: readonly { readonly id: string; readonly kind: string; readonly scope: string; readonly validFrom: string }[];
  /** Deadlines of each step by the working-day calendar, business days. */
  readonly timetable: { readonly closeOn: string; readonly countersignBy: string; readonly payBy: string };
  /** What the acting person may do now, and if not, the sentence that says why (a message key). */
  readonly mayCountersign: Readonly<Record<CountersignDesk, string | null>>;
  readonly mayPay: string | null;
};

export type UnbilledRow = { readonly reason: BlockReason; readonly side: "seller" | "partner"; readonly lines: number; readonly amountFen: string };
export type CloseMonth = { readonly period: string; readonly closeOn: string; readonly lines: number; readonly beneficiaries: number; readonly amountFen: string; readonly payableFen: string; readonly open: boolean };
export type CloseRun = {
  readonly id: string;
  readonly period: string;
  readonly state: "running" | "done" | "failed";
  readonly statements: number;
  readonly lines: number;
  readonly unbilled: number;
  /** Lines still to be taken while it runs. */
  readonly waiting: number;
  readonly error: string | null;
  readonly startedByName: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
};
export type CloseDesk = { readonly months: readonly CloseMonth[]; readonly runs: readonly CloseRun[]; readonly unbilled: readonly UnbilledRow[]; readonly asOf: string };

/** The books against each other; every `difference` must be 0. Fen as text. */
export type Reconciliation = {
  readonly orders: { readonly totalFen: string; readonly settledFen: string; readonly unbilled: readonly UnbilledRow[]; readonly unbilledFen: string; readonly differenceFen: string };
  readonly money: { readonly grossFen: string; readonly sellersFen: string; readonly partnersFen: string; readonly platformFen: string; readonly differenceFen: string };
  readonly ledgerSumFen: string;
  readonly statements: number;
  readonly unverified: number;
  readonly verifierDifferences: number;
};
