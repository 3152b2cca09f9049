import type { Ctx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";
import { noteFailure, performClose } from "./close";
import { verifyStatement } from "./verify-statement";

/** Job `run_close`: the queue tries again after a failure, from where it stopped. */
export async function runCloseJob(ctx: Ctx, { closeRunId }: Tasks["run_close"]): Promise<void> {
  try {
    await performClose(ctx, closeRunId);
  } catch (error) {
    await noteFailure(ctx, closeRunId, error);
    throw error;
  }
}

/** Job `verify_statement`. */
export async function verifyStatementJob(ctx: Ctx, { statementId }: Tasks["verify_statement"]): Promise<void> {
  await verifyStatement(ctx, statementId);
}
