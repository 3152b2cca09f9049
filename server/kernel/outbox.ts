import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import type { Tx } from "./database";

/**
 * Something a company should hear of. `kind` is `noun.act`; its sentences are messages `<noun>.notice.<act>.title`
 * and `.body` with `values`: names as `bothNames`, instants and days as ISO; `told` says them. `path` is below the company's wing (`demands/<id>`). The inbox always gets it.
 */
export type Notice = {
  readonly orgId: string;
  /** Roles it is for; everybody when absent. */
  readonly roles?: readonly string[];
  /** For one person of the company alone. */
  readonly personId?: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
  readonly path: string;
  readonly noun: string;
  readonly nounId: string | null;
  /** Set when somebody has something to do: a word the doer's verb clears by (`accept`, `invoice`). */
  readonly actionNeeded?: string;
  readonly channels?: readonly ("mail" | "sms")[];
};

/** Every job there is, with its payload; `app.enqueue` refuses others. */
export type Tasks = {
  apply_event: { eventId: string };
  call_interface: { messageId: string };
  check_import: { batchId: string };
  deliver_notice: Notice;
  inspect_file: { fileId: string; orgId: string };
  read_certificate: { certificateId: string; orgId: string };
  run_close: { closeRunId: string };
  run_import: { batchId: string };
  undo_import: { batchId: string };
  verify_statement: { statementId: string };
  send_mail: { messageId: string };
  sweep: { name: string };
};

export type JobOptions = { readonly jobKey?: string; readonly runAt?: Date; readonly queue?: string; readonly maxAttempts?: number };

/** Adds a job in the same transaction as the act it follows: it exists exactly when the act does. */
export async function enqueue<N extends keyof Tasks>(tx: Tx, task: N, payload: Tasks[N], options: JobOptions = {}): Promise<void> {
  await tx.execute(
    sql`select app.enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${options.jobKey ?? null}, ${options.runAt?.toISOString() ?? null}::timestamptz, ${options.queue ?? null}, ${options.maxAttempts ?? null}::integer)`,
  );
}

const untold = new AsyncLocalStorage<true>();

/** Does work of which no company hears: what is entered as history, long past anybody's inbox. */
export function withoutNotices<T>(work: () => Promise<T>): Promise<T> {
  return untold.run(true, work);
}

/** Tells a company, once the transaction stands. */
export async function announce(tx: Tx, notice: Notice): Promise<void> {
  if (!untold.getStore()) await enqueue(tx, "deliver_notice", notice);
}
