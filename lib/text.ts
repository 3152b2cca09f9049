/** Characters that take no room on the page: zero-width, joiners, marks of direction, soft hyphen, selectors, tags. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Without the characters nobody can see. For comparing and checking; stored text keeps what the author wrote. */
export function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** The form in which two texts are compared and searched: half width, lower case, single spaces, nothing invisible. */
export function fold(text: string): string {
  const lower = stripInvisible(text).normalize("NFKC").toLowerCase();
  return stripInvisible(lower.normalize("NFKC")).replace(/\s+/g, " ").trim();
}

/** fold without any spaces: for names, where Chinese documents set spaces freely. */
export function foldName(text: string): string {
  return fold(text).replaceAll(" ", "");
}

/** False for text that no database or signature can carry: NUL and halves of surrogate pairs. */
export function isSafeText(text: string): boolean {
  return !text.includes("\0") && text.search(LONE_SURROGATE) < 0;
}

/** Replaces halves of surrogate pairs by U+FFFD, so that the bytes signed are the bytes sent. */
export function cleanSurrogates(text: string): string {
  return text.replace(LONE_SURROGATE, "\uFFFD");
}
