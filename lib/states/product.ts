import { defineLifecycle } from "./lifecycle";

/** Product (listing), products.md §5.3. */
export const productLifecycle = defineLifecycle(
  "product",
  {
    unlisted: { zh: "未上架", en: "Unlisted", tone: "mute" },
    on_sale: { zh: "在销售", en: "On sale", tone: "ok" },
    hidden: { zh: "隐藏", en: "Hidden", tone: "wait" },
    frozen: { zh: "冻结交易", en: "Frozen", tone: "stop" },
    discontinued: { zh: "已停售", en: "Discontinued", tone: "mute" },
    withdrawn: { zh: "退市", en: "Withdrawn", tone: "mute" },
  },
  {
    list: { zh: "上架", en: "List", from: ["unlisted"], to: "on_sale", who: ["system"] },
    discontinue: { zh: "停售", en: "Discontinue", from: ["on_sale", "hidden", "frozen"], to: "discontinued", who: ["seller", "operator"] },
  },
);
export type ProductState = keyof typeof productLifecycle.states;
export const productClasses = ["co_sell", "generic", "platform", "curated"] as const;
export type ProductClass = (typeof productClasses)[number];
export const chargingModes = ["PERIOD", "ONE_TIME", "ON_DEMAND", "ON_DEMAND_PKG"] as const;
export const periodTypes = ["YEAR", "MONTH", "DAY", "NONE"] as const;

/** A seller's application to publish, products.md §5.2. */
export const applicationLifecycle = defineLifecycle(
  "application",
  {
    draft: { zh: "草稿", en: "Draft", tone: "mute" },
    pending: { zh: "待审核", en: "Awaiting review", tone: "wait" },
    in_review: { zh: "审核中", en: "In review", tone: "run" },
    rejected: { zh: "已驳回", en: "Rejected", tone: "stop" },
    withdrawn: { zh: "已撤回", en: "Withdrawn", tone: "mute" },
    approved: { zh: "已通过", en: "Approved", tone: "ok" },
  },
  {
    submit: { zh: "提交审核", en: "Submit for review", from: ["draft", "rejected", "withdrawn"], to: "pending", who: ["seller"], limit: "review.decide" },
    open: { zh: "开始审核", en: "Open", from: ["pending"], to: "in_review", who: ["operator"] },
    withdraw: { zh: "撤回申请", en: "Withdraw application", from: ["pending", "in_review"], to: "withdrawn", who: ["seller"] },
    reject: { zh: "驳回申请", en: "Reject application", from: ["pending", "in_review"], to: "rejected", who: ["operator"] },
    approve: { zh: "通过申请", en: "Approve application", from: ["pending", "in_review"], to: "approved", who: ["operator"] },
  },
);
export type ApplicationState = keyof typeof applicationLifecycle.states;
export const refusalReasons = ["illegible", "name_mismatch", "owner_mismatch", "number_reused", "not_a_certificate", "incomplete", "other"] as const;

/** What a product's sales count for with partners: threshold and rebate, threshold alone, neither. */
export const incentives = ["full", "counted", "none"] as const;
export const materialKinds = ["brochure", "case_study", "price_sheet", "demo", "other"] as const;
