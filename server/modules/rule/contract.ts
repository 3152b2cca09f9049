import { z } from "zod";

const bp = z.number().int().min(0).max(10_000);
const fen = z.string().regex(/^\d{1,15}$/);

/** What a rule of each kind says; money in fen as text, rates in basis points. */
export const ruleValues = {
  /** The marketplace's fee on agency sales. Scope: product class or product code. */
  fee: z.object({ bp }),
  /** A partner's share where no offer names one. Scope: product class or product code. */
  share: z.object({ bp }),
  /** What a product's month adds to the seller's ratio: the highest step reached counts for the whole amount. */
  tier: z.object({ steps: z.array(z.object({ fromFen: fen, bp })).min(1) }),
  /** VAT rate. Scope: service, software, hardware. */
  tax: z.object({ bp }),
  /** Payable below which a requisition waits; `partner` says whether it binds partners too. Scope: product class. */
  minimum: z.object({ fen, partner: z.boolean() }),
  /** Single days decided against the published calendar: true = people work. Scope: CN. */
  calendar: z.object({ workdays: z.record(z.string(), z.boolean()) }),
  /** A time limit. Scope: the act it binds. */
  limit: z.object({ days: z.number().int().positive(), unit: z.enum(["day", "workday", "month"]) }),
  /** How deep a role may approve by itself: the lowest rate payable, basis points. Scope: the operator's role. */
  approval: z.object({ downToBp: bp }),
} as const;

export type RuleKind = keyof typeof ruleValues;
export type RuleValue<K extends RuleKind> = z.output<(typeof ruleValues)[K]>;
export type Rule<K extends RuleKind> = { readonly id: string; readonly kind: K; readonly scope: string; readonly value: RuleValue<K>; readonly validFrom: string };
