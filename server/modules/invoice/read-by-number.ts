import { sql } from "drizzle-orm";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";

export type NumberedPaper = { readonly requisitionId: string; readonly invoiceId: string | null; readonly number: string; readonly periodLabel: string };

/** Requisitions and invoices whose number begins with the words; newest first. */
export async function invoicesByNumber(ctx: Ctx, words: string, most: number): Promise<NumberedPaper[]> {
  authorize(ctx, "invoice:read");
  const mine = ctx.org.kind === "operator" ? sql`true` : sql`q.org_id = ${ctx.org.id}`;
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<NumberedPaper>(sql`
      select q.id as "requisitionId", i.id as "invoiceId", coalesce(i.number, q.number) as number, q.period_label as "periodLabel"
      from requisition q left join invoice i on i.requisition_id = q.id and starts_with(i.number, ${words})
      where ${mine} and (starts_with(q.number, upper(${words})) or i.id is not null) order by q.created_at desc limit ${most}`);
    return rows;
  });
}
