import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import { signWebhook } from "../lib/signatures/standard-webhooks";
import type { AppRouter } from "../server/api/root";

export type Portal = { readonly url: string; readonly secret: string };
export type Api = ReturnType<typeof apiOf>;

/** The portal to play against: PORTAL_URL and OPEN_API_SECRET, else what the one started here left in its data folder. */
export function findPortal(env: Readonly<Record<string, string | undefined>>): Portal {
  const file = join(env["DATA_DIR"] ?? ".data", "runtime.json");
  const left = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) : {};
  const url = env["PORTAL_URL"] ?? left["AUTH_URL"] ?? "http://localhost:3000";
  const secret = env["OPEN_API_SECRET"] ?? left["OPEN_API_SECRET"];
  if (!secret) throw new Error("OPEN_API_SECRET is not set, and no portal was started in this folder: run `npm start` first.");
  return { url: url.replace(/\/$/, ""), secret };
}

function cookiesOf(response: Response, before: Map<string, string>): Map<string, string> {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    before.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return before;
}
const cookieHeader = (jar: Map<string, string>) => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

/** Signs in with the password, as the form does; answers the cookie header of the session. */
export async function signIn(portal: Portal, email: string, password: string): Promise<string> {
  const jar = new Map<string, string>();
  const csrf = await fetch(`${portal.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  cookiesOf(csrf, jar);
  const answer = await fetch(`${portal.url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookieHeader(jar), origin: portal.url },
    body: new URLSearchParams({ csrfToken, email, password, callbackUrl: portal.url }),
  });
  cookiesOf(answer, jar);
  if (![...jar.keys()].some((name) => name.includes("session-token"))) throw new Error(`${email} could not sign in (${answer.status})`);
  return cookieHeader(jar);
}

/** The portal's procedures, for one person acting for one company. */
export function apiOf(portal: Portal, cookie: string, org: string) {
  const headers = { cookie, "x-org": org, origin: portal.url };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${portal.url}/api/trpc`, headers })] });
}

/** The portal's sentence for a refused call; null when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof TRPCClientError) return error.message;
    throw error;
  }
}

export type Upload = { readonly purpose: "certificate" | "invoice" | "import"; readonly name: string; readonly type: string; readonly bytes: Uint8Array };

export async function upload(portal: Portal, cookie: string, org: string, file: Upload): Promise<string> {
  const answer = await fetch(`${portal.url}/api/upload?purpose=${file.purpose}`, {
    method: "POST",
    headers: { cookie, "x-org": org, origin: portal.url, "content-type": file.type, "x-file-name": encodeURIComponent(file.name) },
    body: file.bytes as BodyInit,
  });
  const body = (await answer.json()) as { fileId?: string; what?: string };
  if (!body.fileId) throw new Error(`upload refused (${answer.status}): ${body.what ?? ""}`);
  return body.fileId;
}

export type Signed = { readonly id: string; readonly type: string; readonly data: unknown; readonly at: Date };

/** Posts one event as the marketplace does, signed over its exact bytes; answers the status. */
export async function post(portal: Portal, event: Signed, change: { signature?: string } = {}): Promise<{ status: number; body: string }> {
  const body = JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data: event.data });
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = change.signature ?? signWebhook({ secret: portal.secret, id: event.id, timestamp, body });
  const answer = await fetch(`${portal.url}/api/open/v1/events`, {
    method: "POST",
    headers: { "content-type": "application/json", "webhook-id": event.id, "webhook-timestamp": String(timestamp), "webhook-signature": signature },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

/** Asks again until the answer is there; gives up with a sentence. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}
