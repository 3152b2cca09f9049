export * from "./contract";
export { listInvoices, listRequisitions } from "./read";
export { readInvoice } from "./read-invoice";
export { previewInvoice } from "./read-preview";
export { readRequisition } from "./read-requisition";
export { rejectInvoice } from "./reject";
export { submitInvoice } from "./submit";
export { verifyInvoice } from "./verify";
export { withdrawInvoice } from "./withdraw";
