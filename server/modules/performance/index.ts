export * from "./contract";
export { monthlyPerformance } from "./read";
export * from "./contract-conversion";
export { demandConversion } from "./read-conversion";
export { exportConversion } from "./export-conversion";
