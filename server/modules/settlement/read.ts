import { type SQL, sql } from "drizzle-orm";
import type { StatementState } from "@/lib/states/settlement";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx, OrgContext } from "@/server/kernel/ctx";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type StatementList, type StatementListInput, statementListInput, type StatementSummary } from "./contract";

export const statementColumns = sql`
  s.id, s.number, s.org_id as "orgId", s.org_name as "orgName", s.org_name_en as "orgNameEn", s.side, s.product_class as "productClass", s.period, s.currency, s.status,
  s.line_count as "lineCount", s.payable_fen::text as "payableFen", app.iso(s.closed_at) as "closedAt", s.requisition_id as "requisitionId",
  s.requisition_number as "requisitionNumber", s.differences, s.signed_desks as "signedDesks"`;

/** A company's own statements; the operator sees all. */
export const ofWing = (org: OrgContext): SQL => (org.kind === "operator" ? sql`true` : sql`s.org_id = ${org.id}`);

/** Statements, newest period first, with the count of every state under the same filters. */
export async function listStatements(ctx: Ctx, given: StatementListInput = {}): Promise<StatementList> {
  authorize(ctx, "settlement:read");
  const input = statementListInput.parse(given);
  return withRead(ctx, async (tx) => {
    const where = [ofWing(ctx.org)];
    if (input.period) where.push(sql`s.period = ${input.period}`);
    if (input.productClass) where.push(sql`s.product_class = ${input.productClass}`);
    if (input.side) where.push(sql`s.side = ${input.side}`);
    const counted = await tx.execute<{ status: StatementState; n: number }>(sql`select s.status, count(*)::integer as n from statement s where ${sql.join(where, sql` and `)} group by 1`);
    if (input.status) where.push(sql`s.status = any(${sql.param([input.status].flat())}::text[])`);
    if (input.cursor) {
      const [period, id] = decodeCursor(input.cursor, 2);
      where.push(sql`(s.period, s.id) < (${period}::text, ${id}::uuid)`);
    }
    const { rows } = await tx.execute<StatementSummary>(sql`select ${statementColumns} from statement_row s where ${sql.join(where, sql` and `)} order by s.period desc, s.id desc limit ${pageSize + 1}`);
    const page = toPage(rows, (row) => [row.period, row.id]);
    const counts = Object.fromEntries(counted.rows.map(({ status, n }) => [status, n])) as StatementList["counts"];
    return { ...page, counts, asOf: businessNow().toISOString() };
  });
}
