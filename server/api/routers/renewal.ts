import { listRenewals, renewalListInput } from "@/server/modules/order";
import { orgProcedure, router } from "../trpc";

export const renewalRouter = router({
  list: orgProcedure.input(renewalListInput).query(({ ctx, input }) => listRenewals(ctx.app, input)),
});
