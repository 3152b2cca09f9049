import type { Tasks } from "@/server/kernel/outbox";
import { systemCtx } from "@/server/kernel/ctx";
import { inspectNow } from "./inspect";

/** The job after an upload; harmless when somebody was quicker. */
export async function inspectFile({ fileId }: Tasks["inspect_file"]): Promise<void> {
  await inspectNow(systemCtx("file inspection"), fileId);
}
