import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";
import { sweepRegistrations } from "@/server/modules/customer";
import { inspectFile } from "@/server/modules/file";
import { callInterfaceJob, sweepInterfaceCalls } from "@/server/modules/fulfilment";
import { checkImportJob, runImportJob, sweepDemand, sweepImports, undoImportJob } from "@/server/modules/demand";
import { deliverNotice, sendMail } from "@/server/modules/notification";
import { sweepOffers } from "@/server/modules/offer";
import { readCertificateJob } from "@/server/modules/qualification";
import { runCloseJob, verifyStatementJob } from "@/server/modules/settlement";
import { sweepIdentity, sweepKeys, sweepRejections } from "@/server/modules/system";
import { applyEvent, sweepParkedEvents } from "./apply-event";

/** What a handler knows of its own run; `jobId` stays the same over retries. */
export type JobRun = { readonly jobId: string; readonly attempt: number; readonly lastAttempt: boolean };
type Handler<N extends keyof Tasks> = (payload: Tasks[N], run: JobRun) => Promise<unknown>;

/** Handlers that want to know as whom they act get the system's sight under the task's name. */
const asSystem =
  <N extends keyof Tasks>(task: N, work: (ctx: Ctx, payload: Tasks[N]) => Promise<unknown>): Handler<N> =>
  (payload, { jobId }) =>
    work(systemCtx(task, `job-${jobId}`), payload);

/** Who does each job; `sweep` is the worker's own. */
export const handlers: { readonly [N in Exclude<keyof Tasks, "sweep">]: Handler<N> } = {
  apply_event: applyEvent,
  call_interface: asSystem("call_interface", callInterfaceJob),
  check_import: asSystem("check_import", checkImportJob),
  deliver_notice: deliverNotice,
  inspect_file: inspectFile,
  read_certificate: readCertificateJob,
  run_close: asSystem("run_close", runCloseJob),
  run_import: asSystem("run_import", runImportJob),
  send_mail: sendMail,
  undo_import: asSystem("undo_import", undoImportJob),
  verify_statement: asSystem("verify_statement", verifyStatementJob),
};

/** Work by the clock, on business time: runs every so many minutes with the system's sight, answers how much it did. */
export type Sweep = { readonly name: string; readonly everyMinutes: number; readonly run: (ctx: Ctx) => Promise<number> };

export const sweeps: readonly Sweep[] = [
  { name: "demand", everyMinutes: 1, run: sweepDemand },
  { name: "offers", everyMinutes: 1, run: sweepOffers },
  { name: "registrations", everyMinutes: 1, run: sweepRegistrations },
  { name: "interface-calls", everyMinutes: 1, run: sweepInterfaceCalls },
  { name: "parked-events", everyMinutes: 5, run: sweepParkedEvents },
  { name: "imports", everyMinutes: 60, run: sweepImports },
  { name: "idempotency-keys", everyMinutes: 60, run: sweepKeys },
  { name: "rejected-events", everyMinutes: 60, run: sweepRejections },
  { name: "sign-in", everyMinutes: 60, run: sweepIdentity },
];
