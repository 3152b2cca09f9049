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
    arrive: { zh: "直接转化", en: "Arrive in conversion", from: ["draft"], to: "converting", who: ["system"] },
    abandon: { zh: "超期未补充", en: "Abandon", from: ["returned"], to: "cancelled", who: ["clock"], limit: "demand.complete" },
    assign: { zh: "分配商家", en: "Assign to seller", from: ["submitted", "rejected", "lapsed", "stale"], to: "pending", who: ["operator"], limit: "demand.accept" },
    reoffer: { zh: "转给下一商家", en: "Offer to the next seller", from: ["rejected", "lapsed"], to: "pending", who: ["system"], limit: "demand.accept" },
    mark_duplicate: { zh: "标为重复", en: "Mark as duplicate", from: ["submitted"], to: "duplicate", who: ["operator"] },
    cancel: { zh: "撤回需求", en: "Cancel demand", from: ["draft", "submitted", "returned", "pending"], to: "cancelled", who: ["partner", "operator"] },
    accept: { zh: "接收需求", en: "Accept demand", from: ["pending"], to: "converting", who: ["seller"] },
    reject: { zh: "拒绝需求", en: "Reject demand", from: ["pending"], to: "rejected", who: ["seller"] },
    lapse: { zh: "超时关闭", en: "Lapse", from: ["pending"], to: "lapsed", who: ["clock"] },
    stall: { zh: "标为停滞", en: "Mark as stale", from: ["converting"], to: "stale", who: ["clock"] },
    resume: { zh: "恢复跟进", en: "Resume", from: ["stale"], to: "converting", who: ["seller"] },
    lock: { zh: "锁定报价", en: "Lock for the offer", from: ["converting", "stale"], to: "offered", who: ["system"] },
    unlock: { zh: "解除锁定", en: "Unlock", from: ["offered"], to: "converting", who: ["system"] },
    win: { zh: "成交", en: "Win", from: ["offered", "converting", "stale"], to: "won", who: ["system"] },
    close_won: { zh: "关闭（转化成功）", en: "Close as won offline", from: ["converting", "stale"], to: "closed_won_offline", who: ["seller", "partner", "clock"] },
    close_lost: { zh: "关闭（转化失败）", en: "Close as lost", from: ["converting", "stale"], to: "closed_lost", who: ["seller", "partner", "operator", "clock"] },
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

/** What makes a demand valuable and real. */
export const checkQuestions = ["reachable", "need", "budget", "time", "no_duplicate"] as const;
export type CheckQuestion = (typeof checkQuestions)[number];
export const checkAnswers = ["yes", "no", "unknown"] as const;
export type DemandChecks = Partial<Record<CheckQuestion, (typeof checkAnswers)[number]>>;

/** A seller's wish to close a partner's demand. */
export type CloseRequest = { outcome: "won" | "lost"; reasonCode: string; note: string; evidence: string; byName: string; at: string };

export const candidateStates = ["waiting", "asked", "accepted", "refused", "lapsed", "skipped"] as const;

/** Why a product fits a demand: a word for the reason, how much it adds (0–1), and what it is about. */
export const matchReasons = ["asked_for", "words", "category", "delivery_mode", "region", "budget", "past_conversion", "load"] as const;
export type MatchReason = { reason: (typeof matchReasons)[number]; weight: number; detail: string };

/** A file of demand on its way in. */
export const importLifecycle = defineLifecycle(
  "import",
  {
    mapping: { zh: "待对应列", en: "Columns to match", tone: "wait" },
    checking: { zh: "检查中", en: "Checking", tone: "run" },
    checked: { zh: "待导入", en: "Checked", tone: "wait" },
    importing: { zh: "导入中", en: "Importing", tone: "run" },
    imported: { zh: "已导入", en: "Imported", tone: "ok" },
    undoing: { zh: "撤销中", en: "Undoing", tone: "run" },
    undone: { zh: "已撤销", en: "Undone", tone: "mute" },
    discarded: { zh: "已放弃", en: "Discarded", tone: "mute" },
    failed: { zh: "失败", en: "Failed", tone: "stop" },
  },
  {
    check: { zh: "检查", en: "Check", from: ["mapping", "checked"], to: "checking", who: ["partner", "operator"] },
    finish_check: { zh: "检查完成", en: "Finish checking", from: ["checking"], to: "checked", who: ["system"] },
    import: { zh: "导入", en: "Import", from: ["checked"], to: "importing", who: ["partner", "operator"] },
    finish_import: { zh: "导入完成", en: "Finish importing", from: ["importing"], to: "imported", who: ["system"] },
    undo: { zh: "撤销导入", en: "Undo the import", from: ["imported"], to: "undoing", who: ["partner", "operator"], limit: "import.undo" },
    finish_undo: { zh: "撤销完成", en: "Finish undoing", from: ["undoing"], to: "undone", who: ["system"] },
    discard: { zh: "放弃", en: "Discard", from: ["mapping", "checking", "checked", "failed"], to: "discarded", who: ["partner", "operator", "clock"], limit: "import.retain" },
    fail: { zh: "失败", en: "Fail", from: ["checking"], to: "failed", who: ["system"] },
  },
);
export type ImportState = keyof typeof importLifecycle.states;
export const importRowStates = ["good", "bad", "imported", "undone", "kept"] as const;
/** What is wrong with a cell, or worth knowing of it: a message key and the figure or number it names. */
export type CellNote = { key: string; value?: string };

/** Demand that a seller has on its hands: its load, wherever it is counted. */
export const heldStates = ["pending", "converting", "stale", "offered"] as const satisfies readonly DemandState[];
