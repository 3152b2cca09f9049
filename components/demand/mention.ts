import type { Colleague } from "@/server/modules/demand/contract";

const opened = /@([^\s@]{0,30})$/;

/** What stands after the last open @ before the caret; null when none is open. */
export const askedFor = (before: string): string | null => opened.exec(before)?.[1] ?? null;

/** The text before the caret with its open @ made into this name. */
export const withName = (before: string, name: string): string => before.replace(opened, () => `@${name} `);

/** Who is named with an @ in the text, by id, in the order of the colleagues. A longer name is not taken for a shorter one. */
export function mentionedIn(text: string, colleagues: readonly Colleague[]): string[] {
  let rest = text;
  const found = new Set<string>();
  for (const { personId, name } of colleagues.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${name}`)) continue;
    found.add(personId);
    rest = rest.replaceAll(`@${name}`, " ");
  }
  return colleagues.filter(({ personId }) => found.has(personId)).map(({ personId }) => personId);
}
