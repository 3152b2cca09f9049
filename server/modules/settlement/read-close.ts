import { sql } from "drizzle-orm";
import { type Period, nextPeriod, periodOf, previousPeriod } from "@/lib/dates";
import { closeDay } from "@/lib/working-days";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { workingCalendar } from "@/server/modules/rule";
import type { CloseDesk, CloseMonth, CloseRun } from "./contract";
import { unbilledByReason } from "./reconcile";

/** The close's desk: months with what each would take, past runs, and what stays out by reason. */
export async function closeDesk(ctx: Ctx): Promise<CloseDesk> {
  authorize(ctx, "settlement:close");
  return withRead(ctx, async (tx) => {
    const runs = await closeRuns(tx);
    return { months: await monthsAhead(tx, runs), runs, unbilled: await unbilledByReason(tx), asOf: businessNow().toISOString() };
  });
}

async function closeRuns(tx: Tx): Promise<CloseRun[]> {
  const { rows } = await tx.execute<CloseRun>(sql`
    select r.id, r.period, r.state, r.statements, r.lines, r.unbilled, r.error, r.started_by_name as "startedByName", app.iso(r.started_at) as "startedAt", app.iso(r.finished_at) as "finishedAt",
      case when r.state = 'running' then (select count(*)::integer from billable b where b.blocked_by = array['RUN_DATE_NOT_REACHED'] and b.opened_at < r.cut_at) else 0 end as waiting
    from close_run r order by r.period desc, r.started_at desc limit 24`);
  return rows;
}

type Ready = { period: string; lines: number; orgs: string[]; amount: string; payable: string };

async function monthsAhead(tx: Tx, runs: readonly CloseRun[]): Promise<CloseMonth[]> {
  const now = businessNow();
  const current = periodOf(now);
  const calendar = await workingCalendar(tx, now);
  const { rows } = await tx.execute<Ready>(sql`
    select b.period, count(*)::integer as lines, array_agg(distinct b.org_id::text || b.side) as orgs,
      coalesce(sum(b.amount_fen) filter (where b.side = 'seller'), 0)::text as amount, coalesce(round(sum(b.numerator / b.divisor)), 0)::text as payable
    from billable b where b.blocked_by = array['RUN_DATE_NOT_REACHED'] group by 1 order by 1`);
  const running = runs.find(({ state }) => state === "running")?.period ?? "";
  const closed = runs.filter(({ state }) => state !== "failed").map(({ period }) => period).toSorted().at(-1);
  const first = closed ? nextPeriod(closed as Period) : ((rows[0]?.period ?? previousPeriod(current)) as Period);
  const months: CloseMonth[] = [];
  for (let period = first; period <= current && months.length < 36; period = nextPeriod(period)) {
    // What opened before the last close and was not ready then goes with the next one.
    const taken = rows.filter((row) => row.period > running && (period === first ? row.period <= period : row.period === period));
    months.push({
      period,
      closeOn: closeDay(period, calendar),
      lines: taken.reduce((sum, row) => sum + row.lines, 0),
      beneficiaries: new Set(taken.flatMap(({ orgs }) => orgs)).size,
      amountFen: String(taken.reduce((sum, row) => sum + BigInt(row.amount), 0n)),
      payableFen: String(taken.reduce((sum, row) => sum + BigInt(row.payable), 0n)),
      open: period < current,
    });
  }
  return months;
}
