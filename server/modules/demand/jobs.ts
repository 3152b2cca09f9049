import type { Ctx } from "@/server/kernel/ctx";
import { sweepLapsed, sweepStalled, sweepWarnings } from "./sweep-deadlines";

/** Everything the clock does to demand: lapses first, so that nobody is warned of what is over. */
export async function sweepDemand(ctx: Ctx): Promise<number> {
  return (await sweepLapsed(ctx)) + (await sweepWarnings(ctx)) + (await sweepStalled(ctx));
}
