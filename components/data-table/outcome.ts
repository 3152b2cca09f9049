import { sentenceOf } from "@/components/trpc/errors";

/** One row of a bulk act, with the words it is called by. */
export type Picked = { readonly id: string; readonly label: string };
/** What became of a row: null when done, else the sentence of what kept it. */
export type Outcome = string | null;

/** A row by its name and number. */
export const pickedAs = (id: string, { name, number }: { readonly name: string; readonly number: string }): Picked => ({ id, label: `${name} ${number}`.trim() });

/** What the form of a bulk act notes, if anything. */
export const noteOf = (form: FormData): string => String(form.get("note") ?? "").trim();

/** What became of a row's own call; throws when the portal could not be reached, which stops all that follow. */
export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return null;
  } catch (error) {
    const { what, why, key } = sentenceOf(error);
    if (key === "unreachable") throw error;
    return [what, why].filter(Boolean).join(" ");
  }
}
