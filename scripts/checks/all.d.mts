export interface CheckResult {
  /** One sentence per problem, each saying where and what to do instead. */
  problems: string[];
  /** What was read, for the report. */
  read: string;
  /** How much was read; a check that read nothing has failed. */
  count: number;
}
export interface Check {
  title: string;
}
export const checks: Check[];
export function runCheck(name: string, given: Record<string, string>): CheckResult;
