import { z } from "zod";

const instant = z.string().transform((text, context) => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: "custom", message: "not an instant" });
  return z.NEVER;
});

/** What the marketplace says of a customer: its name, and which partner it is associated with (null = nobody, absent = unchanged). */
export const customerUpdated = z
  .object({
    customer: z.object({ account: z.string().min(1).max(128), name: z.string().min(1).max(200) }),
    associated_partner_account: z.string().min(1).max(128).nullish(),
    updated_at: instant,
  })
  .transform((data) => ({ customer: data.customer, partnerAccount: data.associated_partner_account, at: data.updated_at }));
export type CustomerUpdated = z.output<typeof customerUpdated>;

export function isCustomerEvent(type: string): boolean {
  return type === "customer.updated";
}
