import {
  invoiceInput, invoiceListInput, listInvoices, listRequisitions, previewInvoice, readInvoice, readRequisition, rejectInput, rejectInvoice,
  requisitionInput, requisitionListInput, submitInput, submitInvoice, verifyInput, verifyInvoice, withdrawInvoice,
} from "@/server/modules/invoice";
import { orgProcedure, router } from "../trpc";

export const invoiceRouter = router({
  list: orgProcedure.input(invoiceListInput).query(({ ctx, input }) => listInvoices(ctx.app, input)),
  get: orgProcedure.input(invoiceInput).query(({ ctx, input }) => readInvoice(ctx.app, input.invoiceId)),
  requisitions: orgProcedure.input(requisitionListInput).query(({ ctx, input }) => listRequisitions(ctx.app, input)),
  requisition: orgProcedure.input(requisitionInput).query(({ ctx, input }) => readRequisition(ctx.app, input.requisitionId)),
  preview: orgProcedure.input(submitInput).mutation(({ ctx, input }) => previewInvoice(ctx.app, input)),
  submit: orgProcedure.input(submitInput).mutation(({ ctx, input }) => submitInvoice(ctx.app, input)),
  withdraw: orgProcedure.input(invoiceInput).mutation(({ ctx, input }) => withdrawInvoice(ctx.app, input)),
  verify: orgProcedure.input(verifyInput).mutation(({ ctx, input }) => verifyInvoice(ctx.app, input)),
  reject: orgProcedure.input(rejectInput).mutation(({ ctx, input }) => rejectInvoice(ctx.app, input)),
});
