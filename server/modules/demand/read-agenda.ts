import { type SQL, sql } from "drizzle-orm";
import { addDays, type BusinessDay, endOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { Agenda, AgendaItem, AgendaKind } from "./contract-agenda";

const most = 5;
const dayMs = 86_400_000;
/** How far back a forgotten next step is still called to mind, days. */
const reach = 30;

type Row = { demandId: string; number: string; name: string; due: string; what: string };

/** What of the company's demand needs somebody today: questions, requests to close, deadlines within a day, next steps; the most pressing first. */
export async function readAgenda(ctx: Ctx): Promise<Agenda> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const today = toBusinessDay(now);
    const items: AgendaItem[] = [];
    for (const [kind, query] of queriesOf(ctx, today, now)) {
      const { rows } = await tx.execute<Row>(query);
      items.push(...rows.map((row) => ({ kind, ...row, overdue: kind === "next_step" ? row.due < today : new Date(row.due) <= now })));
    }
    return { items: items.toSorted((a, b) => instantOf(a) - instantOf(b)), now: now.toISOString() };
  });
}

/** A step counts from its day's end, so that it stands behind what is due sooner. */
const instantOf = ({ kind, due }: AgendaItem) => (kind === "next_step" ? endOfBusinessDay(due as BusinessDay) : new Date(due)).getTime();

function queriesOf(ctx: OrgCtx, today: BusinessDay, now: Date): [AgendaKind, SQL][] {
  const { kind, id } = ctx.org;
  const may = (permission: Parameters<typeof ctx.permissions.has>[0]) => ctx.permissions.has(permission);
  const soon = sql`${new Date(now.getTime() + dayMs).toISOString()}::timestamptz`;
  const head = sql`select d.id as "demandId", d.number, d.name`;
  const tail = sql`order by 4, d.id limit ${most}`;
  const queries: [AgendaKind, SQL][] = [];
  if (may("demand:submit")) queries.push(["answer", sql`${head}, app.iso(coalesce(d.paused_until, d.paused_at)) as due, '' as what from demand d where d.paused_at is not null and d.submitter_org_id = ${id} ${tail}`]);
  if (kind === "partner" && may("demand:follow")) queries.push(["confirm_close", sql`${head}, app.iso(d.close_request_due_at) as due, '' as what from demand d where d.close_request_due_at is not null and d.submitter_org_id = ${id} ${tail}`]);
  if (may("demand:accept")) queries.push(["accept", sql`${head}, app.iso(d.due_at) as due, '' as what from demand d where d.status = 'pending' and d.seller_org_id = ${id} and d.paused_at is null and d.due_at <= ${soon} ${tail}`]);
  if (may("demand:dispatch")) queries.push(["dispatch", sql`${head}, app.iso(d.due_at) as due, '' as what from demand d where d.status = 'submitted' and d.due_at <= ${soon} ${tail}`]);
  if (kind === "seller" && may("demand:follow")) queries.push(["next_step", nextSteps(id, today)]);
  return queries;
}

/** Steps of the last progress entry of running demand whose day has come, today's and those of the last weeks. */
const nextSteps = (sellerOrgId: string, today: BusinessDay): SQL => sql`
  select d.id as "demandId", d.number, d.name, e.next_step_on::text as due, coalesce(e.next_step, '') as what
  from demand_event e join demand d on d.id = e.demand_id
  where e.next_step_on between ${addDays(today, -reach)}::date and ${today}::date and e.act = 'progress'
    and d.seller_org_id = ${sellerOrgId} and d.status in ('converting', 'stale', 'offered')
    and not exists (select 1 from demand_event later where later.demand_id = e.demand_id and later.act = 'progress' and (later.created_at, later.id) > (e.created_at, e.id))
  order by 4, d.id limit ${most}`;
