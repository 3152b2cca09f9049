import { agreementDetail, agreementInput, listAgreements } from "@/server/modules/agreement";
import { orgProcedure, router } from "../trpc";

export const agreementRouter = router({
  list: orgProcedure.query(({ ctx }) => listAgreements(ctx.app)),
  detail: orgProcedure.input(agreementInput).query(({ ctx, input }) => agreementDetail(ctx.app, input.agreementId)),
});
