import { formatMoney } from "./money-format";

type MoneyProps = {
  /** Minor units; null means that there is no amount (not that it is zero). */
  fen: bigint | string | number | null | undefined;
  currency?: string;
  /** Why the amount is what it is, above all when it is negative. */
  reason?: string;
};

/** An amount of money in tabular figures. Cells that hold it are aligned at the end. */
export function Money({ fen, currency, reason }: MoneyProps) {
  if (fen === null || fen === undefined) return <span className="text-ink-3">–</span>;
  return (
    <span className="num whitespace-nowrap">
      {formatMoney(fen, currency)}
      {reason ? <span className="small ml-1.5">{reason}</span> : null}
    </span>
  );
}
