import { defineLifecycle } from "./lifecycle";

/** Statement of one beneficiary, contracting entity, product class, period and currency. */
export const statementLifecycle = defineLifecycle(
  "statement",
  {
    generated: { zh: "待会签", en: "To be countersigned", tone: "wait" },
    countersigning: { zh: "会签中", en: "Countersigning", tone: "run" },
    countersign_rejected: { zh: "会签驳回", en: "Countersign refused", tone: "stop" },
    below_minimum: { zh: "未达起付额", en: "Below the minimum", tone: "mute" },
    receivable: { zh: "应收（负额）", en: "Receivable", tone: "stop" },
    to_invoice: { zh: "待开票", en: "To be invoiced", tone: "wait" },
    invoice_review: { zh: "发票审核中", en: "Invoice under review", tone: "run" },
    payable: { zh: "待付款", en: "To be paid", tone: "run" },
    paid: { zh: "已支付", en: "Paid", tone: "ok" },
  },
  {
    countersign: { zh: "会签", en: "Countersign", from: ["generated", "countersigning"], to: ["countersigning", "to_invoice", "payable", "below_minimum", "receivable"], who: ["operator"] },
    refuse_countersign: { zh: "会签驳回", en: "Refuse countersign", from: ["generated", "countersigning"], to: "countersign_rejected", who: ["operator"] },
    reopen_countersign: { zh: "重新会签", en: "Countersign again", from: ["countersign_rejected"], to: "generated", who: ["operator"] },
    requisition: { zh: "合并申付", en: "Requisition", from: ["below_minimum"], to: ["to_invoice", "payable"], who: ["system"] },
    receive_invoice: { zh: "收到发票", en: "Receive invoice", from: ["to_invoice"], to: "invoice_review", who: ["system"] },
    return_invoice: { zh: "退回发票", en: "Return invoice", from: ["invoice_review"], to: "to_invoice", who: ["system"] },
    accept_invoice: { zh: "核验完成", en: "Accept invoice", from: ["invoice_review"], to: "payable", who: ["system"] },
    pay: { zh: "付款", en: "Pay", from: ["payable"], to: "paid", who: ["operator"] },
  },
);
export type StatementState = keyof typeof statementLifecycle.states;
export const countersignDesks = ["operations", "finance", "legal"] as const;
export type CountersignDesk = (typeof countersignDesks)[number];

export const requisitionStates = {
  to_invoice: { zh: "待开票", en: "To be invoiced", tone: "wait" },
  invoice_review: { zh: "发票审核中", en: "Invoice under review", tone: "run" },
  payable: { zh: "待付款", en: "To be paid", tone: "run" },
  paid: { zh: "已支付", en: "Paid", tone: "ok" },
} as const;
export type RequisitionState = keyof typeof requisitionStates;

/** Invoice towards the marketplace, money.md §9.5: digital ones go straight to review. */
export const invoiceLifecycle = defineLifecycle(
  "invoice",
  {
    submitted: { zh: "审核中", en: "Under review", tone: "run" },
    verified: { zh: "已核验", en: "Verified", tone: "ok" },
    rejected: { zh: "已驳回", en: "Refused", tone: "stop" },
    withdrawn: { zh: "已撤回", en: "Withdrawn", tone: "mute" },
  },
  {
    withdraw: { zh: "撤回发票", en: "Withdraw invoice", from: ["submitted"], to: "withdrawn", who: ["seller", "partner"] },
    verify: { zh: "核验通过", en: "Verify invoice", from: ["submitted"], to: "verified", who: ["operator"] },
    reject: { zh: "驳回发票", en: "Refuse invoice", from: ["submitted"], to: "rejected", who: ["operator"] },
  },
);
export type InvoiceState = keyof typeof invoiceLifecycle.states;

/** Why an order line is not in a statement, money.md §11; the order is the order in which we name them. */
export const blockReasons = [
  "CERT_MISSING", "CERT_CHANGED", "NOT_PAID", "CREDIT_UNPAID", "NOT_PROVISIONED", "SUPERVISION_OPEN",
  "APPEAL_FROZEN", "ACCEPT_SYNC", "NOT_EFFECTIVE", "NO_AGREEMENT", "TRIAL", "CANCELLED", "REFUNDED", "RUN_DATE_NOT_REACHED",
] as const;
export type BlockReason = (typeof blockReasons)[number];
/** What was cancelled unpaid, or taken back before it was earned: it waits for nothing and comes into no statement. */
export const undoneReasons: readonly BlockReason[] = ["CANCELLED", "REFUNDED"];
