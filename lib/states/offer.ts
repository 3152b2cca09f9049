import { defineLifecycle } from "./lifecycle";

/** Exclusive offer. Live from submission until a terminal state; while live it locks its demand. */
export const offerLifecycle = defineLifecycle(
  "offer",
  {
    draft: { zh: "草稿", en: "Draft", tone: "mute" },
    review: { zh: "人工处理", en: "Manual review", tone: "wait" },
    countered: { zh: "待确认还价", en: "Counter-proposal", tone: "wait" },
    scheduled: { zh: "待生效", en: "Scheduled", tone: "run" },
    effective: { zh: "已生效", en: "Effective", tone: "ok" },
    used: { zh: "已使用", en: "Used", tone: "ok" },
    expired: { zh: "已失效", en: "Expired", tone: "mute" },
    refused: { zh: "审核不通过", en: "Refused", tone: "stop" },
    declined: { zh: "客户已谢绝", en: "Declined by the customer", tone: "stop" },
    withdrawn: { zh: "已撤销", en: "Withdrawn", tone: "mute" },
    revoked: { zh: "已作废", en: "Revoked", tone: "stop" },
    superseded: { zh: "已被替代", en: "Superseded", tone: "mute" },
  },
  {
    submit: { zh: "提交优惠", en: "Submit offer", from: ["draft"], to: ["effective", "scheduled", "review"], who: ["seller", "partner"] },
    approve: { zh: "通过优惠", en: "Approve offer", from: ["review"], to: ["effective", "scheduled"], who: ["operator"] },
    refuse: { zh: "拒绝优惠", en: "Refuse offer", from: ["review"], to: "refused", who: ["operator"] },
    counter: { zh: "提出还价", en: "Make a counter-proposal", from: ["review"], to: "countered", who: ["operator"] },
    accept_counter: { zh: "接受还价", en: "Accept counter-proposal", from: ["countered"], to: "superseded", who: ["seller", "partner"] },
    start: { zh: "生效", en: "Take effect", from: ["scheduled"], to: "effective", who: ["clock"] },
    use: { zh: "使用", en: "Use", from: ["effective"], to: "used", who: ["system"] },
    release: { zh: "恢复", en: "Give back", from: ["used"], to: ["effective", "expired"], who: ["system"] },
    expire: { zh: "失效", en: "Expire", from: ["review", "countered", "scheduled", "effective"], to: "expired", who: ["clock"] },
    decline: { zh: "谢绝", en: "Decline", from: ["effective"], to: "declined", who: ["customer"] },
    withdraw: { zh: "撤销优惠", en: "Withdraw offer", from: ["review", "countered"], to: "withdrawn", who: ["seller", "partner"] },
    revoke: { zh: "作废优惠", en: "Revoke offer", from: ["scheduled", "effective"], to: "revoked", who: ["seller", "partner", "operator"] },
    supersede: { zh: "替代", en: "Supersede", from: ["review", "countered", "scheduled", "effective"], to: "superseded", who: ["seller", "partner"] },
  },
);
export type OfferState = keyof typeof offerLifecycle.states;
export type OfferVerb = keyof typeof offerLifecycle.verbs;
export const liveOfferStates = ["review", "countered", "scheduled", "effective"] as const satisfies readonly OfferState[];
export const discountKinds = ["partner_granted", "business_authorised"] as const;
/** What is written beside an offer: between maker and desk, a buyer's question, its answer. */
export const commentKinds = ["comment", "question", "answer"] as const;
/** Where a maker's limit comes from, the most specific first; `floor` = the product's own. */
export const authorityScopes = ["customer", "partner", "product", "all", "floor"] as const;
