export type { CustomerRef, CustomerSummary } from "./contract";
export { ensureCustomer } from "./register";
export { readCustomer } from "./read";
