import { formatMoney } from "@/components/ui/money-format";
import type { Figures } from "@/server/modules/performance/contract";

const tenThousand = (fen: string) => Number(BigInt(fen) / 100n) / 10_000;

/** Figures as a bar: what is settled and what is not, or, for who does not see the company's money, the sales. */
export function drawn({ salesFen, settledFen, unbilledFen }: Figures): { values: Record<string, number>; exact: Record<string, string> } {
  const parts: Record<string, string> = settledFen === null || unbilledFen === null ? { sales: salesFen } : { settled: settledFen, unbilled: unbilledFen };
  const each = <T>(of: (fen: string) => T) => Object.fromEntries(Object.entries(parts).map(([key, fen]) => [key, of(fen)]));
  return { values: each(tenThousand), exact: each((fen) => formatMoney(fen)) };
}
