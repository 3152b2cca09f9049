import { and, count, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { demand, demandCustomer, org } from "@/db/schema";
import type { DemandState } from "@/lib/states/demand";
import { named } from "@/lib/names";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { decodeCursor, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { DispatchQueue, DispatchQueueInput, QueueKind } from "./contract-dispatch";
import { likestNear } from "./read-duplicates";

/** A queue is worked from its top: half a page of a list, for every row looks for its near-duplicates. */
const rowsShown = 25;
/** What came back waits on the desk for this long; older is history. */
const freshFor = 30 * 86_400_000;
const kindOf: Partial<Record<DemandState, QueueKind>> = { submitted: "submitted", rejected: "handed_back", lapsed: "handed_back", stale: "stale" };

function waiting(kind: QueueKind | undefined): SQL | undefined {
  const back = and(inArray(demand.status, ["rejected", "lapsed"]), gt(demand.closedAt, new Date(businessNow().getTime() - freshFor)));
  const parts: Record<QueueKind, SQL | undefined> = { submitted: eq(demand.status, "submitted"), handed_back: back, stale: eq(demand.status, "stale") };
  return kind ? parts[kind] : or(...Object.values(parts));
}

/** First what was never dispatched, then what came back, then what lies still, at the end what was escalated over a month ago; in each by the clock, overdue first. */
const rank = sql`case when ${demand.status} = 'submitted' then 0 when ${demand.status} <> 'stale' then 1 when ${demand.nudgedAt} < app.now() - interval '30 days' then 3 else 2 end`;
const dueOrNever = sql`coalesce(${demand.dueAt}, 'infinity'::timestamptz)`;

function rest(cursor: string | undefined): SQL | undefined {
  if (!cursor) return undefined;
  const [place, due, id] = decodeCursor(cursor, 3);
  return sql`(${rank}, ${dueOrNever}, ${demand.id}) > (${place}::integer, ${due}::timestamptz, ${id}::uuid)`;
}

/** What waits for a dispatcher: submitted demand by its clock, refused and lapsed demand of the last 30 days, stale demand. */
export async function dispatchQueue(ctx: Ctx, input: DispatchQueueInput): Promise<DispatchQueue> {
  authorize(ctx, "demand:dispatch");
  return withRead(ctx, async (tx) => {
    const seller = sql`(select ${ctx.locale === "en" ? sql`s.name_en` : sql`s.name_zh`} from org s where s.id = ${demand.sellerOrgId})`;
    const rows = await tx
      .select({ row: demand, zh: org.nameZh, en: org.nameEn, sellerName: sql<string | null>`${seller}`, near: likestNear, due: sql<string>`${dueOrNever}::text`, place: sql<number>`${rank}` })
      .from(demand)
      .innerJoin(org, eq(org.id, demand.submitterOrgId))
      .leftJoin(demandCustomer, eq(demandCustomer.demandId, demand.id))
      .where(and(waiting(input.kind), rest(input.cursor)))
      .orderBy(rank, dueOrNever, demand.id)
      .limit(rowsShown + 1);
    const counted = await tx.select({ status: demand.status, n: count() }).from(demand).where(waiting(undefined)).groupBy(demand.status);
    const counts: Record<QueueKind, number> = { submitted: 0, handed_back: 0, stale: 0 };
    for (const { status, n } of counted) counts[kindOf[status as DemandState] ?? "stale"] += n;
    const page = toPage(rows, ({ row, due, place }) => [place, due, row.id], rowsShown);
    return { rows: page.rows.map((one) => toQueueRow(ctx, one)), next: page.next, counts, now: businessNow().toISOString() };
  });
}

type Read = { row: typeof demand.$inferSelect; zh: string; en: string; sellerName: string | null; near: string | null };

function toQueueRow(ctx: Ctx, { row, zh, en, sellerName, near }: Read): DispatchQueue["rows"][number] {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    status: row.status as DemandState,
    source: row.source,
    submitterName: named(ctx, zh, en),
    sellerName,
    budgetFen: row.budgetFen?.toString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    since: (row.closedAt ?? row.lastProgressAt ?? row.submittedAt ?? row.createdAt).toISOString(),
    escalatedAt: row.status === "stale" ? (row.nudgedAt?.toISOString() ?? null) : null,
    version: row.version,
    checks: row.checks,
    near,
  };
}
