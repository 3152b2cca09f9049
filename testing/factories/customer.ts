import { randomBytes } from "node:crypto";
import type { Ctx } from "@/server/kernel/ctx";
import { associateCustomer, type RegisterInput, registerCustomer } from "@/server/modules/customer";

/** The registration form filled in for a customer nobody else has. */
export function filledRegistration(change: Partial<RegisterInput> = {}): RegisterInput {
  const token = randomBytes(4).toString("hex");
  return { customerName: `客户${token}有限公司`, customerAccount: `hwc-${token}`, contactName: "王经理", contactDetails: "+86 138 0000 0000", project: "办公协同", ...change };
}

/** A customer held for the partner. */
export async function makeRegistration(partner: Ctx, change: Partial<RegisterInput> = {}): Promise<{ id: string; number: string; input: RegisterInput }> {
  const input = filledRegistration(change);
  const { id, number } = await registerCustomer(partner, input);
  return { id, number, input };
}

/** A customer associated with the partner from now on. */
export async function makeAssociation(partner: Ctx, operator: Ctx, change: Partial<RegisterInput> = {}): Promise<{ id: string; registrationId: string; account: string; name: string }> {
  const { id, input } = await makeRegistration(partner, change);
  const { associationId } = await associateCustomer(operator, { registrationId: id, note: "合同已核对" });
  return { id: associationId, registrationId: id, account: input.customerAccount ?? "", name: input.customerName };
}
