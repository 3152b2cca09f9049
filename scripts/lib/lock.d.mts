export interface Holder {
  pid: number;
  birth: string;
  since: string;
  notes: Record<string, unknown>;
}
export interface Lock {
  previous: Holder | null;
  note(name: string, value: unknown): void;
  release(): void;
}
export function takeLock(file: string, refusal?: (holder: Holder) => string): Lock;
