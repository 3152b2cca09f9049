import { eventInput, clockInput, jobInput, moveClock, retryEvent, retryJob } from "@/server/modules/system";
import { orgProcedure, router } from "../trpc";

export const systemRouter = router({
  retryJob: orgProcedure.input(jobInput).mutation(({ ctx, input }) => retryJob(ctx.app, input)),
  retryEvent: orgProcedure.input(eventInput).mutation(({ ctx, input }) => retryEvent(ctx.app, input)),
  moveClock: orgProcedure.input(clockInput).mutation(({ ctx, input }) => moveClock(ctx.app, input)),
});
