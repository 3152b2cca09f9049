import { and, eq } from "drizzle-orm";
import { org, orgProgram } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { ProgramInput } from "./contract-program";

/** Takes a seller into a program; one that takes part already stays as it is (409). */
export async function joinProgram(ctx: Ctx, input: ProgramInput): Promise<void> {
  authorize(ctx, "system:operate");
  await withTx(ctx, async (tx) => {
    const [seller] = await tx.select({ id: org.id }).from(org).where(and(eq(org.id, input.orgId), eq(org.kind, "seller")));
    if (!seller) throw notFound("org");
    const [joined] = await tx.insert(orgProgram).values({ orgId: seller.id, program: input.program, joinedAt: businessNow() }).onConflictDoNothing().returning({ id: orgProgram.id });
    if (!joined) throw conflict("org.errors.inProgram");
    audit(ctx, { noun: "org", nounId: seller.id, act: "org.join_program", parties: [seller.id], detail: { program: input.program } });
  });
}
