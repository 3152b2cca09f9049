/** Unified social credit codes (GB 32100): 17 characters and a check character, base 31 without I, O, S, V, Z. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const STEM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/;

export type UsccProblem = "length" | "format" | "checksum";

export type CheckedUscc =
  | { ok: true; value: string }
  | { ok: false; code: UsccProblem; value: string };

/** Upper case, half width, without spaces: how a code is stored and compared. */
export function normaliseUscc(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}

function checkCharacter(stem: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of stem) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}

/** Says what is wrong with a code. "checksum" is a warning for documents: real ones carry ids that fail it. */
export function checkUscc(text: string): CheckedUscc {
  const value = normaliseUscc(text);
  if (value.length !== 18) return { ok: false, code: "length", value };
  const stem = value.slice(0, 17);
  if (!STEM.test(stem) || !ALPHABET.includes(value.charAt(17)))
    return { ok: false, code: "format", value };
  return checkCharacter(stem) === value.charAt(17)
    ? { ok: true, value }
    : { ok: false, code: "checksum", value };
}

export function isUscc(text: string): boolean {
  return checkUscc(text).ok;
}

/** Adds the check character to a 17-character stem. Throws RangeError when the stem has the wrong form. */
export function completeUscc(stem: string): string {
  if (!STEM.test(stem))
    throw new RangeError("not the first 17 characters of a unified social credit code");
  return stem + checkCharacter(stem);
}
