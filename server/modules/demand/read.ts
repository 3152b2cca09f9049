import { and, count, desc, eq, getViewSelectedFields, gt, inArray, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { demandLine } from "@/db/schema";
import { demandRow } from "@/db/views/sales";
import type { DemandState } from "@/lib/states/demand";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { after, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { DemandList, DemandSummary, ListInput } from "./contract";

type Row = typeof demandRow.$inferSelect;
const soon = 86_400_000;

export const named = (ctx: Ctx, zh: string | null, en: string | null) => (ctx.locale === "en" ? (en ?? zh) : zh) || zh;

export function toSummary(ctx: Ctx, row: Row): DemandSummary {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    source: row.source,
    submitterName: named(ctx, row.submitterNameZh, row.submitterNameEn) ?? "",
    sellerName: named(ctx, row.sellerNameZh, row.sellerNameEn),
    productNames: row.productNames,
    deliveryMode: row.deliveryMode,
    budgetFen: row.budgetFen?.toString() ?? null,
    expectedSigningDate: row.expectedSigningDate,
    status: row.status,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    lastProgressAt: row.lastProgressAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Rows of the company's own side; operators see all but other companies' drafts. */
function mine(ctx: OrgCtx): SQL | undefined {
  if (ctx.org.kind === "seller") return eq(demandRow.sellerOrgId, ctx.org.id);
  if (ctx.org.kind === "partner") return eq(demandRow.submitterOrgId, ctx.org.id);
  return or(ne(demandRow.status, "draft"), eq(demandRow.submitterOrgId, ctx.org.id));
}

function matching(ctx: OrgCtx, tx: Tx, input: ListInput): SQL | undefined {
  const now = businessNow();
  const withProduct = tx.select({ id: demandLine.demandId }).from(demandLine).where(eq(demandLine.productId, input.productId ?? ctx.org.id));
  return and(
    mine(ctx),
    input.source ? eq(demandRow.source, input.source) : undefined,
    input.productId ? inArray(demandRow.id, withProduct) : undefined,
    input.q ? sql`${demandRow.id} in (select app.find_demand(${input.q}, 2000))` : undefined,
    input.due === "overdue" ? lte(demandRow.dueAt, now) : undefined,
    input.due === "soon" ? and(gt(demandRow.dueAt, now), lte(demandRow.dueAt, new Date(now.getTime() + soon))) : undefined,
  );
}

/** A page of the company's demand, newest first, with the count of every state under the same filters. Nothing of customers. */
export async function listDemand(ctx: Ctx, input: ListInput): Promise<DemandList> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async (tx) => {
    const filter = matching(ctx, tx, input);
    const rows = await tx
      .select({ ...getViewSelectedFields(demandRow), at: sql<string>`${demandRow.createdAt}::text` })
      .from(demandRow)
      .where(and(filter, input.status ? eq(demandRow.status, input.status) : undefined, after(input.cursor, order)))
      .orderBy(desc(demandRow.createdAt), desc(demandRow.id))
      .limit(pageSize + 1);
    const counted = await tx.select({ status: demandRow.status, n: count() }).from(demandRow).where(filter).groupBy(demandRow.status);
    const page = toPage(rows, (row) => [row.at, row.id]);
    const counts = Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Partial<Record<DemandState, number>>;
    return { rows: page.rows.map((row) => toSummary(ctx, row)), next: page.next, counts, now: businessNow().toISOString() };
  });
}

const order = [
  { column: demandRow.createdAt, cast: "timestamptz" },
  { column: demandRow.id, cast: "uuid" },
] as const;
