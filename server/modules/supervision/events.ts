import { z } from "zod";

const instant = z.string().transform((text, context) => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: "custom", message: "not an instant" });
  return z.NEVER;
});
const line = { order_id: z.string().min(1).max(128).nullish(), line_id: z.string().min(1).max(128), enabled_at: instant.nullish() };

export const supervisionUpdated = z
  .object({ ...line, state: z.enum(["open", "accepting", "appealing", "completed"]), changed_at: instant.nullish() })
  .transform((data) => ({ orderNumber: data.order_id ?? null, lineNumber: data.line_id, state: data.state, at: data.changed_at ?? null, enabledAt: data.enabled_at ?? null }));

export const supervisionCompleted = z
  .object({ ...line, completed_at: instant.nullish() })
  .transform((data) => ({ orderNumber: data.order_id ?? null, lineNumber: data.line_id, state: "completed" as const, at: data.completed_at ?? null, enabledAt: data.enabled_at ?? null }));
