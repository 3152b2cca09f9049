/** A piece of a text: as in the other text, or only in this one. */
export type Piece = { readonly text: string; readonly changed: boolean };

const most = 300;

/** Chinese letter by letter, Latin words and figures whole, everything else sign by sign. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{Number}.]+|[\s\S]/gu) ?? [];
}

/** How long the longest common run of words is from each pair of places to the end. */
function commonLengths(one: readonly string[], other: readonly string[]): number[][] {
  const table = Array.from({ length: one.length + 1 }, () => Array.from({ length: other.length + 1 }, () => 0));
  for (let a = one.length - 1; a >= 0; a -= 1) {
    for (let b = other.length - 1; b >= 0; b -= 1) {
      const [row, below] = [table[a] as number[], table[a + 1] as number[]];
      row[b] = one[a] === other[b] ? (below[b + 1] as number) + 1 : Math.max(below[b] as number, row[b + 1] as number);
    }
  }
  return table;
}

function add(pieces: Piece[], text: string, changed: boolean): void {
  const last = pieces.at(-1);
  if (last && last.changed === changed) pieces[pieces.length - 1] = { text: last.text + text, changed };
  else pieces.push({ text, changed });
}

/** The text in pieces, those that the other text lacks marked. Very long texts are marked whole when they differ. */
export function piecesOf(text: string, other: string): Piece[] {
  const [mine, theirs] = [wordsOf(text), wordsOf(other)];
  if (text === other) return [{ text, changed: false }];
  if (mine.length > most || theirs.length > most) return [{ text, changed: true }];
  const table = commonLengths(mine, theirs);
  const pieces: Piece[] = [];
  let b = 0;
  for (const [a, word] of mine.entries()) {
    while (b < theirs.length && word !== theirs[b] && (table[a]?.[b + 1] as number) >= (table[a + 1]?.[b] as number) && (table[a]?.[b + 1] as number) > 0)
      b += 1;
    const same = b < theirs.length && word === theirs[b];
    add(pieces, word, !same);
    if (same) b += 1;
  }
  return pieces;
}
