/** What a form's submission answers when it was refused: errors by dotted path, or one for the whole. */
export type FormResult = void | { fieldErrors?: Record<string, string>; formError?: string };

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

/** Field errors carried by a thrown error, directly or under `data` as the API client has them; null when none. */
export function fieldErrorsOf(error: unknown): Exclude<FormResult, void> | null {
  const outer = record(error);
  const found = record(outer?.["fieldErrors"]) ?? record(record(outer?.["data"])?.["fieldErrors"]);
  if (!found) return null;
  const entries = Object.entries(found).map(([path, key]): [string, string] => [path, String(Array.isArray(key) ? key[0] : key)]);
  return entries.length > 0 ? { fieldErrors: Object.fromEntries(entries) } : null;
}
