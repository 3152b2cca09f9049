import { sql } from "drizzle-orm";
import { textOf } from "@/server/adapters/messages";
import { countReset } from "@/server/auth/limits";
import { digestOf, newToken } from "@/server/auth/sessions";
import { env } from "@/server/env";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { audit } from "@/server/kernel/audit";
import { enqueue } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";

const MINUTES = 60;

/** Somebody who has not signed in, as the doors of identity know them. */
export type Stranger = { readonly requestId: string; readonly ip: string; readonly locale: Ctx["locale"] };

/** Mails a link for a new password when the address has an account; answers nothing either way. Throws LimitedError. */
export async function requestReset(who: Stranger, email: string): Promise<void> {
  await countReset(email, who.ip);
  const token = newToken();
  const say = (key: string, values: Record<string, string | number>) => textOf(who.locale, `org.mail.reset.${key}`, values) ?? "";
  const link = `${env.AUTH_URL ?? ""}/reset/${token}`;
  const ctx: Ctx = { ...systemCtx("identity", who.requestId), platform: false, ip: who.ip };
  await withTx(ctx, async (tx) => {
    const opened = await tx.execute<{ known: boolean }>(sql`select app.reset_open(${email}, ${digestOf(token)}, ${`${MINUTES} minutes`}::interval) as known`);
    if (!opened.rows[0]?.known) return;
    const mail = await tx.execute<{ id: string }>(sql`select app.mail_keep('org.reset', ${email}, ${say("subject", {})}, ${say("body", { minutes: MINUTES, link })}) as id`);
    await enqueue(tx, "send_mail", { messageId: mail.rows[0]?.id ?? "" });
    audit(ctx, { noun: "org", nounId: null, act: "org.request_reset", detail: { account: digestOf(email) } });
  });
}
