import { pool } from "@/server/kernel/database";
import { unseal } from "@/server/kernel/secrets";

export type EventSource = { readonly id: string; readonly secrets: readonly string[] };
type Known = { readonly source: EventSource | null; readonly until: number };
const known = new Map<string, Known>();
/** A rotated secret counts after this long at the latest. */
const memoryMs = 5000;

/** The machine of this name with the secrets it may sign with; null when there is none. */
export async function eventSourceOf(name: string): Promise<EventSource | null> {
  const remembered = known.get(name);
  if (remembered && remembered.until > Date.now()) return remembered.source;
  const { rows } = await pool().query<{ source_id: string; sealed: string[] }>("select source_id, sealed from app.event_source_secrets($1)", [name]);
  const [row] = rows;
  const source = row ? { id: row.source_id, secrets: row.sealed.map(unseal) } : null;
  known.set(name, { source, until: Date.now() + memoryMs });
  return source;
}

export type IncomingEvent = {
  readonly sourceId: string;
  readonly webhookId: string;
  readonly bodyHash: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly data: unknown;
};

/** Keeps a verified event and orders its application, durable before the answer. Once per id, whatever arrives in parallel. */
export async function receiveEvent(event: IncomingEvent): Promise<"accepted" | "repeated" | "conflict"> {
  const { rows } = await pool().query<{ answer: "accepted" | "repeated" | "conflict" }>("select app.event_receive($1, $2, $3, $4, $5, $6) as answer", [
    event.sourceId,
    event.webhookId,
    event.bodyHash,
    event.type,
    event.occurredAt,
    JSON.stringify(event.data),
  ]);
  return rows[0]?.answer ?? "conflict";
}

/** Notes a refused call: why, and up to 4 kB about it; capped per hour. */
export async function rejectEvent(reason: string, about: Readonly<Record<string, unknown>>): Promise<void> {
  const text = JSON.stringify(about).replaceAll("\\u0000", "");
  await pool().query("select app.event_reject($1, $2)", [reason, text]);
}
