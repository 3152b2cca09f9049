import type { OrgCtx } from "@/server/kernel/authorize";
import { countDemand, listDemand, readAgenda } from "@/server/modules/demand";
import { listInvoices } from "@/server/modules/invoice";
import { type InboxEntry, listInbox } from "@/server/modules/notification";
import { monthlyPerformance } from "@/server/modules/performance";
import { countWaiting } from "@/server/modules/review";
import { businessTime, listTransactions, statementsInHand } from "@/server/modules/settlement";

const none = Promise.resolve(null);

/** What an overview shows, as far as the person may see it; null where they may not. */
export async function readOverview(ctx: OrgCtx) {
  const may = (permission: Parameters<typeof ctx.permissions.has>[0]) => ctx.permissions.has(permission);
  const member = ctx.org.kind !== "operator";
  const [agenda, todo, demand, statements, unbilled, performance, review, invoices, now] = await Promise.all([
    may("demand:read") ? readAgenda(ctx) : none,
    listInbox(ctx, { filter: "todo" }),
    may("demand:read") ? countDemand(ctx, {}) : none,
    may("settlement:read") ? statementsInHand(ctx) : none,
    member && may("settlement:read") ? listTransactions(ctx, { billed: "no" }) : none,
    member && may("performance:read") ? monthlyPerformance(ctx, { months: 12 }) : none,
    may("review:read") ? countWaiting(ctx) : none,
    !member && may("invoice:read") ? listInvoices(ctx, { status: "submitted" }) : none,
    businessTime(ctx),
  ]);
  const rows = agenda ? await notWaiting(ctx, todo.rows) : todo.rows;
  return { agenda, todo: rows, demand, statements, unbilled: unbilled?.totals ?? null, performance, review, invoices: invoices?.counts.submitted ?? null, now };
}

/** Without the demand that waits anyway: the agenda says that with its clock. */
async function notWaiting(ctx: OrgCtx, rows: readonly InboxEntry[]): Promise<InboxEntry[]> {
  const demandOf = ({ href }: InboxEntry) => /\/demands\/(?:desk\?open=)?([0-9a-f-]{36})/.exec(href)?.[1];
  const ids = [...new Set(rows.flatMap((row) => demandOf(row) ?? []))];
  if (ids.length === 0) return [...rows];
  const waiting = new Set((await listDemand(ctx, { due: "waiting", ids })).rows.map(({ id }) => id));
  return rows.filter((row) => !waiting.has(demandOf(row) ?? ""));
}
export type Overview = Awaited<ReturnType<typeof readOverview>>;
