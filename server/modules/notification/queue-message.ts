import { outboundMessage } from "@/db/schema";
import { mailPort } from "@/server/adapters/mail";
import { smsPort } from "@/server/adapters/sms";
import type { Tx } from "@/server/kernel/database";
import { enqueue } from "@/server/kernel/outbox";

export type Message = {
  readonly channel: "mail" | "sms";
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly orgId: string | null;
  /** What it is about: `noun.act`. */
  readonly kind: string;
};

/**
 * Keeps messages and, where a mail server or gateway is set, orders their sending with the transaction.
 * The transaction must have the platform's sight. Without a server they stay for operators to read.
 */
export async function queueMessages(tx: Tx, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = await tx.insert(outboundMessage).values(messages.map((message) => ({ ...message, state: "kept" as const }))).returning({ id: outboundMessage.id, channel: outboundMessage.channel });
  for (const { id, channel } of rows) {
    const port = channel === "mail" ? mailPort() : smsPort();
    if (port) await enqueue(tx, "send_mail", { messageId: id });
  }
}
