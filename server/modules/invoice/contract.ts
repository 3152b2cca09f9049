import { z } from "zod";
import { cursorField, trimmedText, uuidField } from "@/lib/fields";
import type { InvoiceDifference } from "@/lib/einvoice-compare";
import type { EInvoiceKind } from "@/lib/einvoice";
import type { ProductClass } from "@/lib/states/product";
import { invoiceLifecycle, requisitionStates, type InvoiceState, type RequisitionState } from "@/lib/states/settlement";
import { stateNames } from "@/lib/states/lifecycle";

const requisitionStateNames = Object.keys(requisitionStates) as [RequisitionState, ...RequisitionState[]];

export const requisitionInput = z.object({ requisitionId: uuidField });
/** `part`: the row of this rate is invoiced in several invoices, so less than what is missing is meant so. */
export const submitInput = z.object({ requisitionId: uuidField, fileId: uuidField, part: z.boolean().default(false) });
export const invoiceInput = z.object({ invoiceId: uuidField });
/** `version` is the one that was on the screen: what changed since is not decided unseen. */
export const verifyInput = z.object({ invoiceId: uuidField, version: z.int().positive() });
export const rejectInput = verifyInput.extend({ note: trimmedText(1, 500) });
export type SubmitInput = z.input<typeof submitInput>;
export type VerifyInput = z.input<typeof verifyInput>;
export type RejectInput = z.input<typeof rejectInput>;

export const requisitionListInput = z.object({ status: z.enum(requisitionStateNames).optional(), cursor: cursorField.optional() });
export const invoiceListInput = z.object({ status: z.enum(stateNames(invoiceLifecycle) as [InvoiceState]).optional(), cursor: cursorField.optional() });
export type RequisitionListInput = z.input<typeof requisitionListInput>;
export type InvoiceListInput = z.input<typeof invoiceListInput>;

/** Instants are ISO texts, money is fen as text, rates are basis points. */
export type RequisitionSummary = {
  readonly id: string;
  readonly number: string;
  readonly orgName: string;
  readonly side: "seller" | "partner";
  readonly productClass: ProductClass;
  readonly periodLabel: string;
  readonly totalFen: string;
  readonly submittedFen: string;
  readonly verifiedFen: string;
  readonly currency: string;
  readonly status: RequisitionState;
  readonly invoiceNeeded: boolean;
  readonly noticedAt: string | null;
  readonly invoiceDueAt: string | null;
  readonly createdAt: string;
};
export type RequisitionList = { readonly rows: readonly RequisitionSummary[]; readonly next: string | null; readonly counts: Readonly<Partial<Record<RequisitionState, number>>>; readonly asOf: string };

export type InvoiceSummary = {
  readonly id: string;
  readonly number: string;
  readonly orgName: string;
  readonly requisitionId: string;
  readonly requisitionNumber: string;
  readonly periodLabel: string;
  readonly issueDate: string;
  readonly totalFen: string;
  readonly taxRateBp: number;
  readonly warnings: number;
  readonly status: InvoiceState;
  readonly version: number;
  readonly submittedByName: string;
  readonly createdAt: string;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly reasonNote: string | null;
};
export type InvoiceList = { readonly rows: readonly InvoiceSummary[]; readonly next: string | null; readonly counts: Readonly<Partial<Record<InvoiceState, number>>>; readonly asOf: string };

/** A difference to show; `line` counts from 1 where one line of the invoice is meant. */
export type Difference = InvoiceDifference & { readonly line: number };

export const fieldKeys = ["kind", "number", "issueDate", "sellerName", "sellerTaxId", "buyerName", "buyerTaxId", "total", "net", "tax", "rate", "totalInWords", "remark"] as const;
export type FieldKey = (typeof fieldKeys)[number];
/** One field as read beside what is expected. Money is fen as text, a kind its code, a day ISO; `expected` null: nothing to hold it against. */
export type FieldReading = {
  readonly key: FieldKey;
  readonly unit: "text" | "money" | "day" | "kind";
  readonly expected: string | null;
  readonly found: string;
  readonly mark: "same" | "differs" | "warn";
};
export type ReadLine = { readonly name: string; readonly quantity: string; readonly unitPrice: string; readonly netFen: string; readonly taxFen: string; readonly rate: string };
export type Reading = { readonly fields: readonly FieldReading[]; readonly lines: readonly ReadLine[]; readonly differences: readonly Difference[] };

/** Why a file cannot be read as an invoice: the key of a sentence under `invoice.unreadable`. */
export type Unreadable = { readonly code: string; readonly values: Readonly<Record<string, string>> };
/** Why no invoice may be handed in here, whatever it says: the key of a sentence under `invoice.errors`. */
export type Obstacle = { readonly key: string; readonly values: Readonly<Record<string, string>> };

export type InvoicePreview = {
  readonly fileId: string;
  readonly fileName: string;
  readonly part: boolean;
  readonly unreadable: Unreadable | null;
  readonly obstacle: Obstacle | null;
  readonly reading: Reading | null;
  readonly submittable: boolean;
};

/** A row of the issue list with what was invoiced of it. */
export type IssueRow = {
  readonly taxRateBp: number;
  readonly itemName: string;
  readonly grossFen: string;
  readonly netFen: string;
  readonly taxFen: string;
  readonly submittedFen: string;
  readonly verifiedFen: string;
  readonly missingFen: string;
};
export type Buyer = { readonly name: string; readonly taxId: string; readonly address: string; readonly phone: string; readonly bankName: string; readonly bankAccountNo: string; readonly invoiceAddress: string };
export type PayeeFacts = { readonly name: string; readonly taxId: string; readonly bankName: string; readonly bankAccountName: string; readonly bankAccountNo: string };
export type PayoutFacts = { readonly bankReference: string; readonly paidOn: string; readonly recordedByName: string; readonly at: string };
export type WaitingFile = { readonly id: string; readonly name: string; readonly createdAt: string };

export type RequisitionDetail = RequisitionSummary & {
  readonly statements: readonly { readonly id: string; readonly number: string; readonly period: string; readonly payableFen: string }[];
  readonly issueList: readonly IssueRow[];
  readonly buyer: Buyer;
  readonly payee: PayeeFacts | null;
  /** What the invoice's remark has to say; Chinese, as the invoice is. */
  readonly remark: string;
  readonly invoices: readonly InvoiceSummary[];
  /** Files uploaded for an invoice and not handed in yet. */
  readonly waiting: readonly WaitingFile[];
  readonly payout: PayoutFacts | null;
  /** Null: the actor may hand in an invoice. Else the sentence under `invoice.blocked` that says why not. */
  readonly submitBlocked: string | null;
  /** The same for recording the payment. */
  readonly payBlocked: string | null;
  readonly asOf: string;
};

export type InvoiceDetail = InvoiceSummary & {
  readonly kind: EInvoiceKind;
  readonly requisitionStatus: RequisitionState;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly reading: Reading;
  /** The next invoice that waits for examination. */
  readonly nextId: string | null;
  /** Null: the actor may decide. Else the sentence under `invoice.blocked`. */
  readonly decideBlocked: string | null;
  /** Null: nothing stands against verifying. Else the sentence under `invoice.blocked`. */
  readonly verifyBlocked: string | null;
  readonly asOf: string;
};
