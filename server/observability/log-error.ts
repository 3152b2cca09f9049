import { stdSerializers } from "pino";

type Facts = { readonly query?: string; readonly code?: string; readonly severity?: string; readonly constraint?: string; readonly table?: string };

const causesOf = (error: unknown): Error[] => (error instanceof Error ? [error, ...causesOf(error.cause)] : []);
const frames = (stack = "") => stack.split("\n").filter((line) => /^\s+at /.test(line));

/**
 * An error as a log line shows it. PostgreSQL quotes the values it stumbled over, customers' data among them; of its
 * errors only the statement, the code and the place are kept.
 */
export function shownError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const chain = causesOf(error);
  const facts: Facts = Object.assign({}, ...chain.toReversed());
  if (!facts.query && !facts.severity) return stdSerializers.err(error);
  const { code, constraint, table } = facts;
  const message = `Failed query: ${facts.query ?? code}`;
  return { type: error.name, message, stack: [message, ...chain.flatMap((one) => frames(one.stack))].join("\n"), code, constraint, table };
}
