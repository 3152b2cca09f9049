import { claimIdInput, claimInput, claimListInput, claimOrder, decideClaimInput, grantClaim, listClaims, readClaim, refuseClaim, withdrawClaim } from "@/server/modules/order";
import { orgProcedure, router } from "../trpc";

export const claimRouter = router({
  list: orgProcedure.input(claimListInput).query(({ ctx, input }) => listClaims(ctx.app, input)),
  read: orgProcedure.input(claimIdInput).query(({ ctx, input }) => readClaim(ctx.app, input)),
  make: orgProcedure.input(claimInput).mutation(({ ctx, input }) => claimOrder(ctx.app, input)),
  withdraw: orgProcedure.input(claimIdInput).mutation(({ ctx, input }) => withdrawClaim(ctx.app, input)),
  grant: orgProcedure.input(decideClaimInput).mutation(({ ctx, input }) => grantClaim(ctx.app, input)),
  refuse: orgProcedure.input(decideClaimInput).mutation(({ ctx, input }) => refuseClaim(ctx.app, input)),
});
