import { and, asc, count, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { application, certificate, org } from "@/db/schema";
import type { ApplicationState } from "@/lib/states/product";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type Queue, type QueueFilter, type QueueInput, queueInput } from "./contract";

export const waiting = ["pending", "in_review"] as const;
const statesOf = (filter: QueueFilter): readonly string[] => (filter === "waiting" ? waiting : [filter]);
const byClock = (filter: QueueFilter) => (waiting as readonly string[]).includes(filter) || filter === "waiting";

/** Rows after the cursor: by the clock the next due, else the older submission. */
function beyond(filter: QueueFilter, cursor: string | undefined): SQL | undefined {
  if (!cursor) return undefined;
  if (!byClock(filter)) {
    return after(cursor, [
      { column: application.submittedAt, cast: "timestamptz" },
      { column: application.id, cast: "uuid" },
    ]);
  }
  const [due, id] = decodeCursor(cursor, 2);
  return sql`(${application.dueAt}, ${application.id}) > (${due}::timestamptz, ${id}::uuid)`;
}

async function countsOf(tx: Tx): Promise<Queue["counts"]> {
  const rows = await tx.select({ status: application.status, n: count() }).from(application).where(ne(application.status, "draft")).groupBy(application.status);
  const counts: Queue["counts"] = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  return { ...counts, waiting: (counts.pending ?? 0) + (counts.in_review ?? 0) };
}

/** The reviewers' queue: waiting work by its clock, decided work newest first, fifty a page. */
export async function reviewQueue(ctx: Ctx, given: QueueInput = {}): Promise<Queue> {
  authorize(ctx, "review:read");
  const { status, cursor } = queueInput.parse(given);
  return withRead(ctx, async (tx) => {
    const key = byClock(status) ? application.dueAt : application.submittedAt;
    const rows = await tx
      .select({ row: application, nameZh: org.nameZh, nameEn: org.nameEn, certificate: certificate.state, at: sql<string>`${key}::text` })
      .from(application)
      .innerJoin(org, eq(org.id, application.orgId))
      .leftJoin(certificate, eq(certificate.id, application.certificateId))
      .where(and(inArray(application.status, [...statesOf(status)]), beyond(status, cursor)))
      .orderBy(...(byClock(status) ? [asc(application.dueAt), asc(application.id)] : [desc(application.submittedAt), desc(application.id)]))
      .limit(pageSize + 1);
    const page = toPage(rows, ({ row, at }) => [at, row.id]);
    return {
      next: page.next,
      counts: await countsOf(tx),
      now: businessNow().toISOString(),
      rows: page.rows.map(({ row, nameZh, nameEn, certificate: state }) => ({
        id: row.id,
        number: row.number,
        name: row.productName,
        company: ctx.locale === "en" && nameEn ? nameEn : nameZh,
        status: row.status as ApplicationState,
        round: row.round,
        submittedAt: (row.submittedAt ?? row.createdAt).toISOString(),
        dueAt: row.dueAt?.toISOString() ?? null,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        decidedBy: row.decidedByName,
        certificate: state,
      })),
    };
  });
}

/** How many wait, for the rail. */
export async function countWaiting(ctx: Ctx): Promise<number> {
  authorize(ctx, "review:read");
  return withRead(ctx, async (tx) => (await countsOf(tx)).waiting ?? 0);
}
