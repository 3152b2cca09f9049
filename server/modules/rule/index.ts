export type { Rule, RuleKind, RuleValue } from "./contract";
export { ensureReferenceRules } from "./publish-reference";
export { ruleInForce, rulesById, workingCalendar } from "./read";
