/** A path of this house to go on to after sign-in; anything that could lead outside becomes "/". */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || next.length > 2000 || !/^\/[^/\\]/.test(next)) return "/";
  // Control characters are dropped by browsers and could join what was kept apart.
  return /[\p{Cc}\\]/u.test(next) ? "/" : next;
}
