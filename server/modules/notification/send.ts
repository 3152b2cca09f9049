import { eq } from "drizzle-orm";
import { outboundMessage } from "@/db/schema";
import { mailPort } from "@/server/adapters/mail";
import { smsPort } from "@/server/adapters/sms";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tasks } from "@/server/kernel/outbox";
import { withRead, withTx } from "@/server/kernel/tx";

type Row = typeof outboundMessage.$inferSelect;
const ctx = () => systemCtx("post");

async function hand({ channel, recipient, subject, body }: Row): Promise<boolean> {
  const [mail, sms] = [mailPort(), smsPort()];
  if (channel === "mail" && mail) await mail.send({ to: recipient, subject, text: body });
  else if (channel === "sms" && sms) await sms.send({ to: recipient, text: body });
  else return false;
  return true;
}

/**
 * Sends one kept message. Without a server for its channel it stays kept; a failure is noted on it and thrown,
 * so that the queue tries again. Links to passwords and invitations are not kept once they were sent.
 */
export async function sendMail({ messageId }: Tasks["send_mail"]): Promise<void> {
  const [row] = await withRead(ctx(), (tx) => tx.select().from(outboundMessage).where(eq(outboundMessage.id, messageId)));
  if (!row || row.state === "sent") return;
  const set = (values: Partial<Row>) => withTx(ctx(), (tx) => tx.update(outboundMessage).set(values).where(eq(outboundMessage.id, messageId)));
  try {
    if (!(await hand(row))) return;
  } catch (error) {
    await set({ state: "failed", error: error instanceof Error ? error.message.slice(0, 1000) : "unknown" });
    throw error;
  }
  const secret = /invit|reset/.test(row.kind);
  await set({ state: "sent", error: null, ...(secret ? { body: "" } : {}) });
}
