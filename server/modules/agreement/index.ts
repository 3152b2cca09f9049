export { agreementDetail, agreementInForce, listAgreements } from "./read";
export { agreementInput } from "./contract";
export type { AgreementDetail, AgreementSummary } from "./contract";
