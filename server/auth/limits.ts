import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/server/kernel/errors";
import { pool } from "@/server/kernel/database";
import { digestOf } from "./sessions";

const WINDOW_SECONDS = 15 * 60;

type Query = { text: string; values: unknown[] };
type CounterRow = { points: number; expire: bigint | null };

// Our pool reads int8 as bigint; the limiter calculates with numbers.
const store = {
  query: async ({ text, values }: Query) => {
    const { rows } = await pool().query<CounterRow>(text, values);
    return { rows: rows.map((row) => ({ points: row.points, expire: row.expire === null ? null : Number(row.expire) })) };
  },
};

const limiter = (keyPrefix: string, points: number) =>
  new RateLimiterPostgres({ storeClient: store, storeType: "client", tableName: "rate_counter", tableCreated: true, keyPrefix, points, duration: WINDOW_SECONDS });

const limiters = {
  signInAccount: limiter("sign-in-account", 10),
  signInAddress: limiter("sign-in-address", 50),
  resetAccount: limiter("reset-account", 5),
  resetAddress: limiter("reset-address", 20),
};

/** Too many tries; `retryAt` says when the next one is heard. */
export class LimitedError extends AppError {
  constructor(readonly retryAt: Date) {
    super("limited", "tooManyTries", { minutes: Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 60_000)) });
    this.name = "LimitedError";
  }
}

async function take(name: keyof typeof limiters, key: string): Promise<void> {
  try {
    await limiters[name].consume(digestOf(key));
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new LimitedError(new Date(Date.now() + refusal.msBeforeNext));
    throw refusal;
  }
}

/** Counts one try against the account and the address it comes from (50 and 10 in 15 minutes). Throws LimitedError. */
export async function countSignIn(account: string, ip: string): Promise<void> {
  if (ip) await take("signInAddress", ip);
  await take("signInAccount", account);
}

/** The account's holder has shown the password: what was tried before counts no more. */
export async function forgiveSignIn(account: string): Promise<void> {
  await limiters.signInAccount.delete(digestOf(account));
}

/** Counts one request for a reset mail. Throws LimitedError. */
export async function countReset(account: string, ip: string): Promise<void> {
  if (ip) await take("resetAddress", ip);
  await take("resetAccount", account);
}
