export type ErrorKind = "invalid" | "unauthenticated" | "forbidden" | "not_found" | "conflict" | "limited" | "unavailable";
export type ErrorValues = Readonly<Record<string, string | number>>;

/**
 * An error a person can act on. `key` names a sentence in messages/<locale>/errors.json with three parts:
 * what happened, why, what to do; `fieldErrors` maps a dotted input path to a message key.
 */
export class AppError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly key: string,
    readonly values: ErrorValues = {},
    readonly fieldErrors: Readonly<Record<string, string>> = {},
  ) {
    super(`${kind}: ${key}`);
    this.name = "AppError";
  }
}

export const notFound = (noun: string) => new AppError("not_found", "notFound", { noun });
export const invalid = (key: string, values?: ErrorValues, fieldErrors?: Record<string, string>) =>
  new AppError("invalid", key, values, fieldErrors);
export const conflict = (key: string, values?: ErrorValues) => new AppError("conflict", key, values);

/** What became of one act among several: null when done, else the key of its refusal; whatever else went wrong is thrown. */
export async function refusalOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.key;
    throw error;
  }
}

/** The one mapping from an error's kind to an HTTP status. */
export const httpStatus: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
};

type PgError = { code: string; constraint?: string };
function pgErrorOf(error: unknown): PgError | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return typeof cause === "object" && cause !== null && "code" in cause ? (cause as PgError) : null;
}

/** True when a unique key of this name refused the write. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  const pg = pgErrorOf(error);
  return pg?.code === "23505" && pg.constraint === constraint;
}

/** Any error as one of ours, or null when nobody foresaw it (then only the request id is shown). */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const pg = pgErrorOf(error);
  if (pg?.code === "23505") return conflict("duplicate", { constraint: pg.constraint ?? "" });
  if (pg?.code === "40001" || pg?.code === "40P01") return conflict("busy");
  if (pg?.code === "53300") return new AppError("unavailable", "overloaded");
  // Text that PostgreSQL cannot hold (NUL), numbers out of range, malformed ids.
  if (pg?.code === "22021" || pg?.code === "22P05" || pg?.code === "22003" || pg?.code === "22P02") return invalid("unstorable");
  return null;
}
