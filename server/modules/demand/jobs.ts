import type { Ctx } from "@/server/kernel/ctx";
import { sweepAbandoned, sweepCloseRequests, sweepLapsed, sweepPauses, sweepWarnings } from "./sweep-deadlines";
import { sweepMasks, sweepNudges, sweepStale, sweepStalled } from "./sweep-silence";

/** In this order: pauses end before deadlines are looked at, and what is over is over before anybody is reminded of it. */
const sweeps = [sweepPauses, sweepLapsed, sweepAbandoned, sweepCloseRequests, sweepWarnings, sweepStalled, sweepNudges, sweepStale, sweepMasks];

/** Everything the clock does to demand. Answers how many things it did. */
export async function sweepDemand(ctx: Ctx): Promise<number> {
  let done = 0;
  for (const sweep of sweeps) done += await sweep(ctx);
  return done;
}
