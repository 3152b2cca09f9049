import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";
import type { Say } from "./messages";

type Issue = z.core.$ZodIssue;

/** The limits an issue speaks of, for the sentence's blanks. */
function limitsOf(issue: Issue): Record<string, string | number> {
  const own = "params" in issue && issue.params ? issue.params : {};
  const found: Record<string, string | number> = {};
  for (const [name, value] of Object.entries({ ...issue, ...own })) {
    if (["minimum", "maximum"].includes(name) && (typeof value === "number" || typeof value === "bigint")) found[name] = Number(value);
  }
  return found;
}

/**
 * Checks values by a zod schema for react-hook-form and says every error in the reader's language.
 * Written here because the stock resolver drops the limits ("at most 80") an issue carries.
 */
export function schemaResolver<Input extends FieldValues, Output>(schema: z.ZodType<Output, Input>, say: Say, further?: (values: Input) => Record<string, string>): Resolver<Input, unknown, Output> {
  return async (values, _context, options) => {
    const result = await schema.safeParseAsync(values);
    const more = Object.entries(further?.(values) ?? {});
    if (result.success && more.length === 0) return { values: result.data, errors: {} };
    const errors: Record<string, FieldError> = Object.fromEntries(more.map(([path, message]) => [path, { type: "further", message: say(message) }]));
    for (const issue of result.error?.issues ?? []) {
      const path = issue.path.join(".") || "root";
      errors[path] ??= { type: issue.code, message: say(issue.message, limitsOf(issue)) };
    }
    return { values: {}, errors: toNestErrors<Input>(errors, options) };
  };
}
