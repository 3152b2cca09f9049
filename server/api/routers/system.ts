import { clockInput, countEvents, eventInput, jobInput, moveClock, readClock, retryEvent, retryJob } from "@/server/modules/system";
import { orgProcedure, router } from "../trpc";

export const systemRouter = router({
  clock: orgProcedure.query(({ ctx }) => readClock(ctx.app)),
  eventCounts: orgProcedure.query(({ ctx }) => countEvents(ctx.app)),
  retryJob: orgProcedure.input(jobInput).mutation(({ ctx, input }) => retryJob(ctx.app, input)),
  retryEvent: orgProcedure.input(eventInput).mutation(({ ctx, input }) => retryEvent(ctx.app, input)),
  moveClock: orgProcedure.input(clockInput).mutation(({ ctx, input }) => moveClock(ctx.app, input)),
});
