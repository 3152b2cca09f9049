import { systemCtx } from "@/server/kernel/ctx";
import { logger } from "@/server/observability/logger";
import { type Sweep, sweeps } from "./registry";

async function runOne({ name, run }: Sweep): Promise<void> {
  const done = await run(systemCtx(`sweep ${name}`, `sweep-${name}`));
  if (done > 0) logger().info({ sweep: name, done }, "swept");
}

/** Runs the named sweep, or with `all` every one in turn; one that fails does not keep the others from running. */
export async function runSweep(name: string): Promise<void> {
  const named = name === "all" ? sweeps : sweeps.filter((sweep) => sweep.name === name);
  const failures: unknown[] = [];
  for (const sweep of named) await runOne(sweep).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures, `${failures.length} sweeps failed`);
}
