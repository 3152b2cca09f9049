import { and, desc, eq, sql } from "drizzle-orm";
import { inboundEvent, rejectedEvent } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { after, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { eventListInput, type EventListInput, type InboundDetail, type InboundLine, type InboundState, type RejectedCall } from "./contract";

type Row = Omit<typeof inboundEvent.$inferSelect, "data">;
const { id, sourceId, webhookId, bodyHash, type: kind, occurredAt, state: standing, parkedReason, waitsFor, appliedAt, receivedAt } = inboundEvent;
/** Everything but the data, which a list has no room for. */
const columns = { id, sourceId, webhookId, bodyHash, type: kind, occurredAt, state: standing, parkedReason, waitsFor, appliedAt, receivedAt };

function toLine(row: Row): InboundLine {
  return {
    id: row.id,
    webhookId: row.webhookId,
    type: row.type,
    state: row.state,
    parkedReason: row.parkedReason,
    waitsFor: row.waitsFor,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
  };
}

/** The events taken in, newest first. */
export async function listEvents(ctx: Ctx, input: EventListInput): Promise<Page<InboundLine>> {
  authorize(ctx, "system:read");
  const asked = eventListInput.parse(input);
  const keys = after(asked.cursor, [{ column: inboundEvent.receivedAt, cast: "timestamptz" }, { column: inboundEvent.id, cast: "uuid" }]);
  const rows = await withRead(ctx, (tx) =>
    tx
      .select({ ...columns, key: sql<string>`${inboundEvent.receivedAt}::text` })
      .from(inboundEvent)
      .where(
        and(
          asked.state ? eq(inboundEvent.state, asked.state) : undefined,
          asked.type ? eq(inboundEvent.type, asked.type) : undefined,
          asked.webhookId ? eq(inboundEvent.webhookId, asked.webhookId) : undefined,
          keys,
        ),
      )
      .orderBy(desc(inboundEvent.receivedAt), desc(inboundEvent.id))
      .limit(pageSize + 1),
  );
  const page = toPage(rows, (row) => [row.key, row.id]);
  return { next: page.next, rows: page.rows.map(toLine) };
}

/** One event with the data that was signed; 404 when there is none. */
export async function readEvent(ctx: Ctx, { eventId }: { eventId: string }): Promise<InboundDetail> {
  authorize(ctx, "system:read");
  const [row] = await withRead(ctx, (tx) => tx.select().from(inboundEvent).where(eq(inboundEvent.id, eventId)));
  if (!row) throw notFound("system");
  return { ...toLine(row), data: row.data };
}

/** How many events stand in each state. */
export async function countEvents(ctx: Ctx): Promise<Record<InboundState, number>> {
  authorize(ctx, "system:read");
  const rows = await withRead(ctx, (tx) => tx.select({ state: inboundEvent.state, many: sql<number>`count(*)::int` }).from(inboundEvent).groupBy(inboundEvent.state));
  return { received: 0, applied: 0, parked: 0, conflict: 0, ...Object.fromEntries(rows.map(({ state, many }) => [state, many])) };
}

/** The newest calls that were refused at the machines' door; at most 50. */
export async function listRejected(ctx: Ctx): Promise<RejectedCall[]> {
  authorize(ctx, "system:read");
  const rows = await withRead(ctx, (tx) => tx.select().from(rejectedEvent).orderBy(desc(rejectedEvent.receivedAt)).limit(pageSize));
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
