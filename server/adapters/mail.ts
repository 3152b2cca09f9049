import { createTransport } from "nodemailer";
import { env } from "@/server/env";

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };
/** `send` rejects with the mail server's words when a message was not taken. */
export type MailPort = { readonly send: (mail: Mail) => Promise<void> };

const kept = globalThis as typeof globalThis & { countinghouseMail?: MailPort };

/** Sends by an SMTP server: `smtp://user:password@host:port`. */
export function smtpMail(url: string, from: string): MailPort {
  const transport = createTransport(url, { from });
  return {
    send: async ({ to, subject, text }) => {
      // One line: a line break would begin a header of its own.
      await transport.sendMail({ to, subject: subject.replace(/[\r\n]+/g, " "), text });
    },
  };
}

/** The mail server of this process; null when none is set: then messages stay in the database for operators to see. */
export function mailPort(): MailPort | null {
  if (!env.SMTP_URL) return kept.countinghouseMail ?? null;
  kept.countinghouseMail ??= smtpMail(env.SMTP_URL, env.MAIL_FROM);
  return kept.countinghouseMail;
}

/** Hands in a port of one's own. */
export function useMail(port: MailPort): void {
  kept.countinghouseMail = port;
}
