import { defineLifecycle } from "./lifecycle";

/** Customer demand, sales.md §7.1. Won follows the paid order and is never set by hand. */
export const demandLifecycle = defineLifecycle(
  "demand",
  {
    draft: { zh: "草稿", en: "Draft", tone: "mute" },
    submitted: { zh: "待分配", en: "To be assigned", tone: "wait" },
    returned: { zh: "待补充", en: "Returned for completion", tone: "wait" },
    pending: { zh: "待接收", en: "Awaiting acceptance", tone: "wait" },
    converting: { zh: "需求转化中", en: "In conversion", tone: "run" },
    stale: { zh: "停滞", en: "Stale", tone: "stop" },
    offered: { zh: "已报价", en: "Offered", tone: "run" },
    won: { zh: "需求成交", en: "Won", tone: "ok" },
    closed_won_offline: { zh: "关闭·转化成功", en: "Closed, won offline", tone: "ok" },
    closed_lost: { zh: "关闭·转化失败", en: "Closed, lost", tone: "mute" },
    rejected: { zh: "已拒绝", en: "Rejected", tone: "stop" },
    lapsed: { zh: "超时关闭", en: "Lapsed", tone: "stop" },
    cancelled: { zh: "已取消", en: "Cancelled", tone: "mute" },
    duplicate: { zh: "重复", en: "Duplicate", tone: "mute" },
  },
  {
    submit: { zh: "提交需求", en: "Submit demand", from: ["draft", "returned"], to: "submitted", who: ["partner", "operator"] },
    return: { zh: "退回补充", en: "Return for completion", from: ["submitted"], to: "returned", who: ["operator"] },
    assign: { zh: "分配商家", en: "Assign to seller", from: ["submitted", "rejected", "lapsed"], to: "pending", who: ["operator"], limit: "demand.accept" },
    mark_duplicate: { zh: "标为重复", en: "Mark as duplicate", from: ["submitted"], to: "duplicate", who: ["operator"] },
    cancel: { zh: "撤回需求", en: "Recall demand", from: ["draft", "submitted", "returned", "pending"], to: "cancelled", who: ["partner", "operator"] },
    accept: { zh: "接收需求", en: "Accept demand", from: ["pending"], to: "converting", who: ["seller"] },
    reject: { zh: "拒绝需求", en: "Reject demand", from: ["pending"], to: "rejected", who: ["seller"] },
    lapse: { zh: "超时关闭", en: "Lapse", from: ["pending"], to: "lapsed", who: ["clock"] },
    stall: { zh: "标为停滞", en: "Mark as stale", from: ["converting"], to: "stale", who: ["clock"] },
    resume: { zh: "恢复跟进", en: "Resume", from: ["stale"], to: "converting", who: ["seller"] },
    lock: { zh: "锁定报价", en: "Lock for the offer", from: ["converting", "stale"], to: "offered", who: ["system"] },
    unlock: { zh: "解除锁定", en: "Unlock", from: ["offered"], to: "converting", who: ["system"] },
    win: { zh: "成交", en: "Win", from: ["offered", "converting", "stale"], to: "won", who: ["system"] },
    close_won: { zh: "关闭（转化成功）", en: "Close as won offline", from: ["converting", "stale"], to: "closed_won_offline", who: ["seller", "partner"] },
    close_lost: { zh: "关闭（转化失败）", en: "Close as lost", from: ["converting", "stale"], to: "closed_lost", who: ["seller", "partner", "operator"] },
    reopen: { zh: "重新打开", en: "Reopen", from: ["closed_lost"], to: "converting", who: ["operator"] },
  },
);
export type DemandState = keyof typeof demandLifecycle.states;
export type DemandVerb = keyof typeof demandLifecycle.verbs;

export const demandSources = ["partner", "operator", "marketing"] as const;
export const deliveryModes = ["saas", "license", "image", "service", "hardware", "api", "ai_asset", "container", "data"] as const;
export const demandTypes = ["purchase", "renewal", "expansion", "project"] as const;
export const rejectReasons = ["no_capacity", "out_of_scope", "budget_too_low", "region", "customer_conflict", "other"] as const;
export const lostReasons = ["price", "competitor", "no_budget", "no_decision", "requirement_changed", "unreachable", "other"] as const;
