import { piecesOf } from "./word-difference";

/** A text with the words marked that the other text lacks. */
export function MarkedWords({ text, against }: { text: string; against: string }) {
  return (
    <span className="break-words">
      {piecesOf(text, against).map((piece, at) =>
        piece.changed ? (
          <mark key={at} className="border-b-[1.5px] border-seal bg-seal-soft px-px text-seal">
            {piece.text}
          </mark>
        ) : (
          <span key={at}>{piece.text}</span>
        ),
      )}
    </span>
  );
}
