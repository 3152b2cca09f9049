import { defineLifecycle } from "./lifecycle";

/** Order as the marketplace reports it; provisioning begins at payment or confirmed credit. */
export const orderLifecycle = defineLifecycle(
  "order",
  {
    ordered: { zh: "已下单", en: "Ordered", tone: "wait" },
    paid: { zh: "处理中", en: "In progress", tone: "run" },
    completed: { zh: "已完成", en: "Completed", tone: "ok" },
    cancelled: { zh: "已取消", en: "Cancelled", tone: "mute" },
    refunded: { zh: "已退订", en: "Refunded", tone: "stop" },
  },
  {
    pay: { zh: "支付", en: "Pay", from: ["ordered"], to: "paid", who: ["system"] },
    complete: { zh: "完成", en: "Complete", from: ["paid"], to: "completed", who: ["system"] },
    cancel: { zh: "取消", en: "Cancel", from: ["ordered"], to: "cancelled", who: ["system"] },
    refund: { zh: "全部退订", en: "Refund in full", from: ["paid", "completed"], to: "refunded", who: ["system"] },
  },
);
export type OrderState = keyof typeof orderLifecycle.states;
export const orderTypes = ["new", "renew", "change", "trial", "refund"] as const;
export type OrderType = (typeof orderTypes)[number];
export const paymentMethods = ["balance", "credit", "cash_coupon", "online", "bank_transfer"] as const;

/** A call of the seller's production interface, products.md §11.2. */
export const messageLifecycle = defineLifecycle(
  "interface message",
  {
    pending: { zh: "待调用", en: "To be called", tone: "wait" },
    delivering: { zh: "调用中", en: "Calling", tone: "run" },
    polling: { zh: "处理中（异步）", en: "Seller is working", tone: "run" },
    waiting_retry: { zh: "异常·重试中", en: "Failed, retrying", tone: "stop" },
    exhausted: { zh: "异常·已停止", en: "Failed, stopped", tone: "stop" },
    succeeded: { zh: "成功", en: "Succeeded", tone: "ok" },
    manual_done: { zh: "人工处理", en: "Handled by hand", tone: "mute" },
  },
  {
    call: { zh: "调用", en: "Call", from: ["pending", "waiting_retry", "polling"], to: "delivering", who: ["system"] },
    succeed: { zh: "成功", en: "Succeed", from: ["delivering"], to: "succeeded", who: ["system"] },
    poll: { zh: "等待", en: "Wait for the seller", from: ["delivering"], to: "polling", who: ["system"] },
    fail: { zh: "失败", en: "Fail", from: ["delivering"], to: ["waiting_retry", "exhausted"], who: ["system"] },
    restart: { zh: "重新启动", en: "Restart call", from: ["waiting_retry", "exhausted"], to: "pending", who: ["seller", "operator"] },
  },
);
export type MessageState = keyof typeof messageLifecycle.states;

/** Delivery and acceptance as a settlement gate, money.md §10.4. */
export const supervisionStates = {
  not_applicable: { zh: "不涉及", en: "Not involved", tone: "mute" },
  open: { zh: "进行中", en: "Delivering", tone: "run" },
  accepting: { zh: "待客户验收", en: "Awaiting acceptance", tone: "wait" },
  appealing: { zh: "申诉中", en: "Appeal", tone: "stop" },
  completed: { zh: "已完成", en: "Completed", tone: "ok" },
} as const;
export type SupervisionState = keyof typeof supervisionStates;

/** Whether the credited partner is the one the customer was associated with; "none" when it was associated with nobody. */
export const attributionBranches = ["same", "different", "none"] as const;

/** A claim to a missing attribution, sales.md §7.3. */
export const claimLifecycle = defineLifecycle(
  "claim",
  {
    submitted: { zh: "待裁定", en: "To be decided", tone: "wait" },
    granted: { zh: "已认定", en: "Granted", tone: "ok" },
    refused: { zh: "不予认定", en: "Refused", tone: "stop" },
    withdrawn: { zh: "已撤回", en: "Withdrawn", tone: "mute" },
  },
  {
    grant: { zh: "认定归属", en: "Grant claim", from: ["submitted"], to: "granted", who: ["operator"] },
    refuse: { zh: "不予认定", en: "Refuse claim", from: ["submitted"], to: "refused", who: ["operator"] },
    withdraw: { zh: "撤回申诉", en: "Withdraw claim", from: ["submitted"], to: "withdrawn", who: ["partner"] },
  },
);
export type ClaimState = keyof typeof claimLifecycle.states;
