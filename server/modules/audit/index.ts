export * from "./contract";
export { auditedNouns, listAudit } from "./read";
export { type AuditFault, type AuditVerdict, verifyAudit } from "./verify";
