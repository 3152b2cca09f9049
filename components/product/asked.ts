import type { z } from "zod";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the address asks of a list, once each; what makes no sense there is left out. */
export function askedOf<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, params: SearchParams): z.output<z.ZodObject<Shape>> {
  const pairs = Object.entries(schema.shape).flatMap(([key, field]) => {
    const given = params[key];
    const parsed = (field as z.ZodType).safeParse(Array.isArray(given) ? given[0] : given);
    return parsed.success && parsed.data !== undefined ? [[key, parsed.data] as const] : [];
  });
  return schema.parse(Object.fromEntries(pairs));
}
