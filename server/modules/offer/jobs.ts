import type { Ctx } from "@/server/kernel/ctx";
import { escalateOverdue } from "./escalate";
import { sweepValidity } from "./sweep-validity";

/** Everything the clock does to offers. */
export async function sweepOffers(ctx: Ctx): Promise<number> {
  return (await sweepValidity(ctx)) + (await escalateOverdue(ctx));
}
