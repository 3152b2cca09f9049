import type { SQL } from "drizzle-orm";
import { demand } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError } from "@/server/kernel/errors";
import { withRead, withTx } from "@/server/kernel/tx";

const batch = 200;
/** At most this many batches in one run, so that a flood (an import that lapses) leaves room for the other sweeps. */
const most = 25;
/** Works on one demand; false, or a conflict, when somebody else was first. */
type Work = (tx: Tx, ctx: Ctx, demandId: string) => Promise<boolean | void>;

/** Does the clock's work on every demand that is due, each in its own transaction. Answers on how many it had its effect. */
export async function sweepEach(ctx: Ctx, due: () => SQL | undefined, work: Work): Promise<number> {
  let done = 0;
  for (let round = 0; round < most; round += 1) {
    const rows = await withRead(ctx, (tx) => tx.select({ id: demand.id }).from(demand).where(due()).limit(batch));
    const before = done;
    for (const { id } of rows) if (await hasEffect(() => withTx(ctx, (tx) => work(tx, ctx, id)))) done += 1;
    if (rows.length < batch || done === before) break;
  }
  return done;
}

async function hasEffect(work: () => Promise<boolean | void>): Promise<boolean> {
  try {
    return (await work()) !== false;
  } catch (error) {
    if (error instanceof AppError && (error.kind === "conflict" || error.kind === "not_found")) return false;
    throw error;
  }
}
