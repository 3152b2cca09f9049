import { and, eq, isNull } from "drizzle-orm";
import { orgProgram } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { ProgramInput } from "./contract-program";

/** Ends a company's part in a program; what came to it until now stays with it. */
export async function endProgram(ctx: Ctx, input: ProgramInput): Promise<void> {
  authorize(ctx, "system:operate");
  await withTx(ctx, async (tx) => {
    const ended = await tx
      .update(orgProgram)
      .set({ endedAt: businessNow() })
      .where(and(eq(orgProgram.orgId, input.orgId), eq(orgProgram.program, input.program), isNull(orgProgram.endedAt)))
      .returning({ id: orgProgram.id });
    if (ended.length === 0) throw conflict("org.errors.notInProgram");
    audit(ctx, { noun: "org", nounId: input.orgId, act: "org.end_program", parties: [input.orgId], detail: { program: input.program } });
  });
}
