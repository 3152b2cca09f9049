import type { Ctx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import { callInterface, dueMessages } from "./deliver";
import { enqueueCall } from "./internal";

/** The job `call_interface`: one call of a seller's program. */
export function callInterfaceJob(ctx: Ctx, { messageId }: Tasks["call_interface"]): Promise<void> {
  return callInterface(ctx, messageId);
}

/** Wakes calls that are due by business time; answers how many. */
export function sweepInterfaceCalls(ctx: Ctx): Promise<number> {
  return withTx(ctx, async (tx) => {
    const due = await dueMessages(tx);
    for (const message of due) await enqueueCall(tx, message);
    return due.length;
  });
}
