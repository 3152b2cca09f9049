import pg from "pg";

export type PendingAct = { readonly chain: string; readonly row: Readonly<Record<string, unknown>> };

/**
 * The last words of a transaction, in one round trip: its kept acts, one call per chain, chains in order so that two
 * transactions never wait crosswise, and the commit.
 */
export function closingWords(acts: readonly PendingAct[]): string {
  const chains = [...new Set(acts.map((act) => act.chain))].toSorted();
  const appends = chains.map((chain) => {
    const rows = acts.filter((act) => act.chain === chain).map((act) => act.row);
    return `select app.audit_append(${pg.escapeLiteral(chain)}, ${pg.escapeLiteral(JSON.stringify(rows))}::jsonb); `;
  });
  return `${appends.join("")}commit`;
}
