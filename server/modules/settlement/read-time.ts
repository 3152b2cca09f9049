import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";

/** Business time now, for pages that count down to something. */
export function businessTime(ctx: Ctx): Promise<string> {
  return withRead(ctx, async () => businessNow().toISOString());
}
