import { z } from "zod";
import { uuidField } from "@/lib/fields";
import { programs } from "@/lib/states/org";

export const programInput = z.object({ orgId: uuidField, program: z.enum(programs) });
export type ProgramInput = z.output<typeof programInput>;

/** A seller and, when it takes part, since when (ISO instant). */
export type ProgramMember = { readonly orgId: string; readonly name: string; readonly slug: string; readonly joinedAt: string | null; readonly joinedBefore: boolean };
