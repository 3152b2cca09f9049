import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smtpMail } from "./mail";

const taken: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (address, _session, done) => done(address.address.startsWith("nobody") ? new Error("no such mailbox") : null),
  onData: (stream, _session, done) => {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      taken.push(Buffer.concat(parts).toString());
      done();
    });
  },
});
let url: string;

beforeAll(async () => {
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

test("a mail arrives, and a line break in its subject begins no header", async () => {
  await smtpMail(url, "Office <office@example.test>").send({ to: "a@example.test", subject: "Hello\r\nBcc: b@example.test", text: "正文" });
  expect(taken).toHaveLength(1);
  expect(taken[0]).toContain("Subject: Hello Bcc: b@example.test");
  expect(taken[0]).not.toMatch(/^Bcc:/m);
  expect(taken[0]).toContain("From: Office <office@example.test>");
});

test("what the server refuses is thrown with its words", async () => {
  await expect(smtpMail(url, "office@example.test").send({ to: "nobody@example.test", subject: "s", text: "t" })).rejects.toThrow("no such mailbox");
});
