export { countersign, deskPermission, refuseCountersign, reopenCountersign } from "./countersign";
export { performClose } from "./close";
export { runCloseJob, verifyStatementJob } from "./jobs";
export { invoiceAccepted, invoiceReceived, invoiceReturned, requisitionForInvoice, type RequisitionForInvoice } from "./receive-invoice";
export { reconcile } from "./reconcile";
export { recordPayout } from "./record-payout";
export { runClose } from "./run-close";
export { recomputeStatement, type Verification, verifyStatement } from "./verify-statement";
