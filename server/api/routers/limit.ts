import { listLimits, readLimit, readLimitInput, setLimit, setLimitInput, withdrawLimit, withdrawLimitInput } from "@/server/modules/rule";
import { orgProcedure, router } from "../trpc";

export const limitRouter = router({
  list: orgProcedure.query(({ ctx }) => listLimits(ctx.app)),
  history: orgProcedure.input(readLimitInput).query(({ ctx, input }) => readLimit(ctx.app, input)),
  set: orgProcedure.input(setLimitInput).mutation(({ ctx, input }) => setLimit(ctx.app, input)),
  withdraw: orgProcedure.input(withdrawLimitInput).mutation(({ ctx, input }) => withdrawLimit(ctx.app, input)),
});
