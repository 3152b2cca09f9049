import { sql } from "drizzle-orm";
import { toBusinessDay } from "@/lib/dates";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { Agenda, AgendaItem, AgendaKind } from "./contract-agenda";
import { countDemand } from "./read";

const most = 8;

type Row = Omit<AgendaItem, "overdue">;

/** What each wing is asked to do, told from the demand `d`. */
const kinds = {
  seller: sql`case d.status when 'pending' then 'accept' when 'stale' then 'pick_up' else 'next_step' end`,
  partner: sql`case when d.close_request_due_at is not null then 'confirm_close' when d.paused_at is not null then 'answer' else 'complete' end`,
  operator: sql`case when d.paused_at is not null then 'answer' when d.status = 'submitted' then 'dispatch' when d.status = 'stale' then 'stale' when d.status = 'returned' then 'complete' else 'handed_back' end`,
};
const dues = sql`case w.kind when 'next_step' then d.next_step_on::text when 'confirm_close' then app.iso(d.close_request_due_at) when 'answer' then app.iso(coalesce(d.paused_until, d.paused_at)) when 'handed_back' then null else app.iso(d.due_at) end`;
const step = sql`coalesce((select e.next_step from demand_event e where w.kind = 'next_step' and e.demand_id = d.id and e.act = 'progress' order by e.created_at desc, e.id desc limit 1), '')`;

/** Whether this person can do any of what the company is asked for. */
function acts({ permissions }: OrgCtx): boolean {
  return (["demand:accept", "demand:follow", "demand:submit", "demand:dispatch"] as const).some((permission) => permissions.has(permission));
}

/**
 * What of the company's demand waits for somebody, the most pressing first, and how much of it there is: the rows of the
 * list under `due=waiting`. Nothing for those who can do nothing about it.
 */
export async function readAgenda(ctx: Ctx): Promise<Agenda> {
  authorize(ctx, "demand:read");
  const acting = ctx;
  return withRead(acting, async (tx) => {
    const now = businessNow();
    if (!acts(acting)) return { items: [], waiting: null, capped: false, now: now.toISOString() };
    const { total, capped } = await countDemand(acting, { due: "waiting" });
    const { rows } = await tx.execute<Row>(sql`
      select w.kind, d.id as "demandId", d.number, d.name, ${dues} as due, ${step} as what
      from app.find_demand('{"due": "waiting"}', ${most}) with ordinality as found (id, key, place) join demand d on d.id = found.id cross join lateral (select ${kinds[acting.org.kind]} as kind) as w
      order by found.place`);
    return { items: rows.map((row) => ({ ...row, overdue: isPast(row.kind, row.due, now) })), waiting: total, capped, now: now.toISOString() };
  });
}

function isPast(kind: AgendaKind, due: string | null, now: Date): boolean {
  if (due === null) return false;
  return kind === "next_step" ? due < toBusinessDay(now) : new Date(due) <= now;
}
