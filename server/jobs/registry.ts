import type { Ctx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";
import { deliverNotice, sendMail } from "@/server/modules/notification";
import { inspectFile } from "@/server/modules/file";
import { applyEvent, sweepParkedEvents } from "./apply-event";
import { sweepKeys, sweepRejections } from "@/server/modules/system";

/** What a handler knows of its own run; `jobId` stays the same over retries. */
export type JobRun = { readonly jobId: string; readonly attempt: number; readonly lastAttempt: boolean };
type Handler<N extends keyof Tasks> = (payload: Tasks[N], run: JobRun) => Promise<unknown>;

/** Who does each job. The task `sweep` is the worker's own. */
export const handlers: { readonly [N in Exclude<keyof Tasks, "sweep">]?: Handler<N> } = {
  apply_event: applyEvent,
  deliver_notice: deliverNotice,
  inspect_file: inspectFile,
  send_mail: sendMail,
};

/** Work by the clock, on business time: runs every so many minutes with the system's sight, answers how much it did. */
export type Sweep = { readonly name: string; readonly everyMinutes: number; readonly run: (ctx: Ctx) => Promise<number> };

export const sweeps: readonly Sweep[] = [
  { name: "parked-events", everyMinutes: 5, run: sweepParkedEvents },
  { name: "idempotency-keys", everyMinutes: 60, run: sweepKeys },
  { name: "rejected-events", everyMinutes: 60, run: sweepRejections },
];
