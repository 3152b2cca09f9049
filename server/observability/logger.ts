import { type Logger, pino } from "pino";
import { env } from "@/server/env";
import { shownError } from "./log-error";

const kept = globalThis as typeof globalThis & { countinghouseLogger?: Logger };

/** What never reaches a log line, however deep an object carries it. */
const secretPaths = ["authorization", "cookie", "password", "secret", "token", "apiKey", "secretSealed"].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `req.headers["${name}"]`,
  `headers["set-${name}"]`,
]);

/** The process's logger: one JSON line per happening on standard output. */
export function logger(): Logger {
  kept.countinghouseLogger ??= pino({
    level: env.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: "[redacted]" },
    serializers: { err: shownError },
  });
  return kept.countinghouseLogger;
}
