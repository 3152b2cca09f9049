import { sql } from "drizzle-orm";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { ofWing } from "./read";

export type NumberedStatement = { readonly id: string; readonly number: string; readonly period: string };

/** Statements whose number begins with the words (any letter case) or whose period is the words; newest first. */
export async function statementsByNumber(ctx: Ctx, words: string, most: number): Promise<NumberedStatement[]> {
  authorize(ctx, "settlement:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<NumberedStatement>(
      sql`select s.id, s.number, s.period from statement s where ${ofWing(ctx.org)} and (starts_with(s.number, upper(${words})) or s.period = ${words}) order by s.period desc, s.id desc limit ${most}`,
    );
    return rows;
  });
}
