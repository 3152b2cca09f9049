export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export function countVitest(file: string, code: number): Counts;
export function countPlaywright(file: string, code: number): Counts;
export function countChecks(output: string, code: number): Counts;
export function addUp(all: Counts[]): Counts;
export function verdict(counts: Counts): string;
