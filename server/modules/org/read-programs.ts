import { and, asc, eq, sql } from "drizzle-orm";
import { org, orgProgram } from "@/db/schema";
import type { programs } from "@/lib/states/org";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { ProgramMember } from "./contract-program";

/** Every seller with whether it takes part in the program. */
export async function programMembers(ctx: Ctx, program: (typeof programs)[number]): Promise<ProgramMember[]> {
  authorize(ctx, "system:read");
  return withRead(ctx, async (tx) => {
    const rows = await tx
      .select({ id: org.id, zh: org.nameZh, en: org.nameEn, slug: org.slug, joinedAt: sql<string | null>`max(${orgProgram.joinedAt}) filter (where ${orgProgram.endedAt} is null)`, times: sql<number>`count(${orgProgram.id})::int` })
      .from(org)
      .leftJoin(orgProgram, and(eq(orgProgram.orgId, org.id), eq(orgProgram.program, program)))
      .where(eq(org.kind, "seller"))
      .groupBy(org.id)
      .orderBy(asc(org.nameZh))
      .limit(1000);
    return rows.map(({ id, zh, en, slug, joinedAt, times }) => ({ orgId: id, name: ctx.locale === "en" ? en || zh : zh, slug, joinedAt: joinedAt ? new Date(joinedAt).toISOString() : null, joinedBefore: times > 0 }));
  });
}
