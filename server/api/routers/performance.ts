import { conversionInput, demandConversion, monthlyPerformance, performanceInput } from "@/server/modules/performance";
import { orgProcedure, router } from "../trpc";

export const performanceRouter = router({
  monthly: orgProcedure.input(performanceInput).query(({ ctx, input }) => monthlyPerformance(ctx.app, input)),
  conversion: orgProcedure.input(conversionInput).query(({ ctx, input }) => demandConversion(ctx.app, input)),
});
