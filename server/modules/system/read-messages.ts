import { and, desc, eq, sql } from "drizzle-orm";
import { outboundMessage } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { after, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { type KeptMessage, messageListInput, type MessageListInput } from "./contract";

type Row = typeof outboundMessage.$inferSelect;

function toMessage(row: Row): KeptMessage {
  const { id, channel, recipient, subject, body, state, error } = row;
  return { id, channel, recipient, subject, body, state, error, createdAt: row.createdAt.toISOString() };
}

/** Mail and SMS kept or sent, newest first. */
export async function listMessages(ctx: Ctx, input: MessageListInput): Promise<Page<KeptMessage>> {
  authorize(ctx, "system:read");
  const { channel, cursor } = messageListInput.parse(input);
  const keys = after(cursor, [{ column: outboundMessage.createdAt, cast: "timestamptz" }, { column: outboundMessage.id, cast: "uuid" }]);
  const rows = await withRead(ctx, (tx) =>
    tx
      .select({ row: outboundMessage, key: sql<string>`${outboundMessage.createdAt}::text` })
      .from(outboundMessage)
      .where(and(channel ? eq(outboundMessage.channel, channel) : undefined, keys))
      .orderBy(desc(outboundMessage.createdAt), desc(outboundMessage.id))
      .limit(pageSize + 1),
  );
  const page = toPage(rows, ({ key, row }) => [key, row.id]);
  return { next: page.next, rows: page.rows.map(({ row }) => toMessage(row)) };
}
