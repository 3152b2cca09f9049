/** How long the two texts are alike from their beginning. */
function alike(one: readonly string[], other: readonly string[]): number {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at += 1) if (one[at] !== other[at]) return at;
  return end;
}

/** A text whose part that differs from what was expected is marked. */
export function MarkedText({ text, expected }: { text: string; expected: string }) {
  const [letters, wanted] = [[...text], [...expected]];
  const head = alike(letters, wanted);
  const tail = alike(letters.slice(head).toReversed(), wanted.slice(head).toReversed());
  const end = letters.length - tail;
  if (end <= head) return <>{text}</>;
  return (
    <>
      {letters.slice(0, head).join("")}
      <mark className="border-b-[1.5px] border-seal bg-seal-soft px-px text-seal">{letters.slice(head, end).join("")}</mark>
      {letters.slice(end).join("")}
    </>
  );
}
