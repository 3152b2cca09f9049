import { z } from "zod";
import { FIELD_ERRORS, trimmedText, uuidField } from "@/lib/fields";

/** Rooms whose lists keep views. */
export const viewRooms = ["demands", "offers"] as const;
export type ViewRoom = (typeof viewRooms)[number];
/** A list's address holds no more than this. */
const longestQuery = 2000;

/** An address's query, without its page; anything a browser would not write is refused. */
const query = z
  .string()
  .max(longestQuery, { error: FIELD_ERRORS.tooLong })
  .refine((text) => /^[\w%.~+*=&,-]*$/.test(text), { error: FIELD_ERRORS.invalid })
  .transform((text) => {
    const pairs = new URLSearchParams(text);
    for (const key of ["cursor", "open"]) pairs.delete(key);
    return pairs.toString();
  });

export const saveViewInput = z.object({ room: z.enum(viewRooms), name: trimmedText(1, 40), query, team: z.boolean().default(false) });
export type SaveView = z.input<typeof saveViewInput>;
export const removeViewInput = z.object({ viewId: uuidField });
export type RemoveView = z.input<typeof removeViewInput>;
export const listViewsInput = z.object({ room: z.enum(viewRooms) });

/** A kept view of a list. `team`: everybody in the company sees it. `own`: the asker may remove it. */
export type SavedView = { readonly viewId: string; readonly name: string; readonly query: string; readonly team: boolean; readonly byName: string; readonly own: boolean };
