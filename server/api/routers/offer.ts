import {
  approveOffer,
  decisionInput,
  declineInput,
  declineOffer,
  listInput,
  listOffers,
  makeInput,
  makeOffer,
  offerId,
  quotableSpecs,
  readOffer,
  recordOpening,
  refuseOffer,
  revokeInput,
  revokeOffer,
  tokenInput,
  withdrawOffer,
} from "@/server/modules/offer";
import { orgProcedure, publicProcedure, router } from "../trpc";

export const offerRouter = router({
  list: orgProcedure.input(listInput).query(({ ctx, input }) => listOffers(ctx.app, input)),
  read: orgProcedure.input(offerId).query(({ ctx, input }) => readOffer(ctx.app, input.offerId)),
  specs: orgProcedure.query(({ ctx }) => quotableSpecs(ctx.app)),
  make: orgProcedure.input(makeInput).mutation(({ ctx, input }) => makeOffer(ctx.app, input)),
  approve: orgProcedure.input(decisionInput).mutation(({ ctx, input }) => approveOffer(ctx.app, input)),
  refuse: orgProcedure.input(decisionInput).mutation(({ ctx, input }) => refuseOffer(ctx.app, input)),
  withdraw: orgProcedure.input(offerId).mutation(({ ctx, input }) => withdrawOffer(ctx.app, input)),
  revoke: orgProcedure.input(revokeInput).mutation(({ ctx, input }) => revokeOffer(ctx.app, input)),
  /** The buyer, by its link alone. */
  decline: publicProcedure.input(declineInput).mutation(({ ctx, input }) => declineOffer(ctx, input)),
  opened: publicProcedure.input(tokenInput).mutation(({ ctx, input }) => recordOpening(ctx, input)),
});
