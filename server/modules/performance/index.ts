export * from "./contract";
export { monthlyPerformance } from "./read";
