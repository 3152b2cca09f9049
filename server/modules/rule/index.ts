export type { Rule, RuleKind, RuleValue } from "./contract";
export * from "./contract-authority";
export { endAuthority } from "./end-authority";
export { ensureReferenceRules } from "./publish-reference";
export { workingCalendar } from "@/server/kernel/time-limit";
export { ruleInForce, rulesById } from "./read";
export { approvalLimits, type Authority, authorityById, authorityChoices, authorityFor, listAuthority } from "./read-authority";
export { setApproval } from "./set-approval";
export { setAuthority } from "./set-authority";
