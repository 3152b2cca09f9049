import { z } from "zod";
import { MAX_FEN, tryParseYuan } from "@/lib/money";

/** Messages are keys under `system.open.field`; the door says them as sentences. */
const fault = (name: string) => `system.open.field.${name}`;

const decimals = /^-?(0|[1-9]\d*)(\.\d+)?$/;
function amountFault(text: string): string | null {
  if (!decimals.test(text)) return fault("amount");
  const parsed = tryParseYuan(text);
  if (!parsed.ok) return fault(parsed.code === "too_precise" ? "decimals" : parsed.code === "too_large" ? "large" : "amount");
  if (parsed.fen < 0n) return fault("negative");
  return parsed.fen > MAX_FEN ? fault("large") : null;
}

/** Yuan as decimal text: not negative, no third decimal but zeros. A JSON number is refused: it may have been rounded. */
export const amount = z
  .string({ error: (issue) => fault(issue.input === undefined ? "required" : "amountText") })
  .max(40, { error: fault("large"), abort: true })
  .superRefine((text, context) => {
    const message = amountFault(text);
    if (message) context.addIssue({ code: "custom", message });
  })
  .meta({ description: "Yuan as decimal text, tax included, not negative, at most two decimals", pattern: "^(0|[1-9]\\d{0,12})(\\.\\d{1,2}0*)?$", examples: ["1280.00"] });

export const currency = z.literal("CNY", { error: fault("currency") });

/** A number or account of the marketplace's. */
export const code = (description: string) =>
  z.string().trim().min(1, { error: fault("required") }).max(128).meta({ description });
/** Text a person wrote. */
export const words = (description: string, most = 200) => z.string().max(most).meta({ description });
/** ISO 8601 with its offset, to the millisecond at most. */
export const instant = (description: string) =>
  z.iso.datetime({ offset: true, error: (issue) => fault(issue.input === undefined ? "required" : "instant") }).meta({ description, examples: ["2026-03-17T14:42:37+08:00"] });
export const quantity = z.int({ error: fault("quantity") }).min(1, { error: fault("quantity") }).max(1_000_000, { error: fault("quantity") });

export const orderId = code("The marketplace's order number");
export const lineId = code("The marketplace's order line number");
