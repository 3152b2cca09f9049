import { z } from "zod";
import { trimmedText } from "@/lib/fields";

/** A buyer as the marketplace names it: its account is its identity. */
export const customerRef = z.object({ account: trimmedText(1, 100), name: trimmedText(1, 200) });
export type CustomerRef = z.infer<typeof customerRef>;

export type CustomerSummary = { id: string; account: string; name: string; industry: string; region: string; createdAt: string };
