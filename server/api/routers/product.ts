import {
  applicationInput,
  applicationListInput,
  catalogueInput,
  coSellCatalogue,
  discontinueInput,
  discontinueProduct,
  listApplications,
  listProducts,
  productInput,
  productListInput,
  readApplication,
  readProduct,
  saveStep,
  saveStepInput,
  startApplication,
  submitApplication,
  withdrawApplication,
} from "@/server/modules/product";
import { certificateInput, certificateState } from "@/server/modules/qualification";
import { orgProcedure, router } from "../trpc";

export const productRouter = router({
  list: orgProcedure.input(productListInput).query(({ ctx, input }) => listProducts(ctx.app, input)),
  read: orgProcedure.input(productInput).query(({ ctx, input }) => readProduct(ctx.app, input)),
  catalogue: orgProcedure.input(catalogueInput).query(({ ctx, input }) => coSellCatalogue(ctx.app, input)),
  discontinue: orgProcedure.input(discontinueInput).mutation(({ ctx, input }) => discontinueProduct(ctx.app, input)),
  applications: orgProcedure.input(applicationListInput).query(({ ctx, input }) => listApplications(ctx.app, input)),
  application: orgProcedure.input(applicationInput).query(({ ctx, input }) => readApplication(ctx.app, input)),
  start: orgProcedure.mutation(({ ctx }) => startApplication(ctx.app)),
  saveStep: orgProcedure.input(saveStepInput).mutation(({ ctx, input }) => saveStep(ctx.app, input)),
  submit: orgProcedure.input(applicationInput).mutation(({ ctx, input }) => submitApplication(ctx.app, input)),
  withdraw: orgProcedure.input(applicationInput).mutation(({ ctx, input }) => withdrawApplication(ctx.app, input)),
  certificateState: orgProcedure.input(certificateInput).query(({ ctx, input }) => certificateState(ctx.app, input.certificateId)),
});
