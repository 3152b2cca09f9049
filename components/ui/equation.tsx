import { Link } from "./link";
import { formatMoney } from "./money-format";

type Term = {
  label: string;
  fen: bigint | string;
  /** The lines behind the amount. */
  href?: string;
  note?: string;
  /** The sign before every term but the first; taken away unless said otherwise. */
  sign?: "-" | "+";
};

type EquationProps = { terms: readonly Term[]; total: { label: string; fen: bigint | string; note?: string }; currency?: string };

/** How an amount comes about: first term, what is taken from it, what remains. Each term opens its lines. */
export function Equation({ terms, total, currency }: EquationProps) {
  return (
    <div className="num flex flex-wrap items-end gap-x-3.5 gap-y-3 px-6 pt-5 pb-5">
      {terms.map((term, index) => (
        <span key={term.label} className="flex items-end gap-x-3.5">
          {index > 0 ? <Sign>{term.sign === "+" ? "+" : "−"}</Sign> : null}
          <span>
            <span className="small block">
              {term.label}
              {term.note ? ` · ${term.note}` : ""}
            </span>
            <Amount fen={term.fen} currency={currency} href={term.href} />
          </span>
        </span>
      ))}
      <span className="flex items-end gap-x-3.5">
        <Sign>=</Sign>
        <span>
          <span className="small block">
            {total.label}
            {total.note ? ` · ${total.note}` : ""}
          </span>
          <span className="text-net leading-tight font-[640] tracking-[-0.01em] whitespace-nowrap">{formatMoney(total.fen, currency)}</span>
        </span>
      </span>
    </div>
  );
}

function Sign({ children }: { children: string }) {
  return <span className="pb-px text-lead text-ink-3">{children}</span>;
}

function Amount({ fen, currency, href }: { fen: bigint | string; currency?: string; href?: string }) {
  const look = "text-lead font-[560] whitespace-nowrap";
  if (!href) return <span className={look}>{formatMoney(fen, currency)}</span>;
  return (
    <Link href={href} className={`${look} border-b border-dotted border-ink-3 hover:border-solid`}>
      {formatMoney(fen, currency)}
    </Link>
  );
}
