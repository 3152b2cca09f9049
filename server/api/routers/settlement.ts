import { z } from "zod";
import {
  closeDesk,
  closeInput,
  countersign,
  countersignInput,
  listStatements,
  listTransactions,
  payoutInput,
  recomputeStatement,
  reconcile,
  recordPayout,
  refuseCountersign,
  refuseInput,
  reopenCountersign,
  runClose,
  statementDetail,
  statementInput,
  statementLines,
  statementListInput,
  statementProducts,
  transactionListInput,
  whyTransaction,
} from "@/server/modules/settlement";
import { orgProcedure, router } from "../trpc";

export const settlementRouter = router({
  transactions: orgProcedure.input(transactionListInput).query(({ ctx, input }) => listTransactions(ctx.app, input)),
  why: orgProcedure.input(z.object({ lineId: z.uuid() })).query(({ ctx, input }) => whyTransaction(ctx.app, input.lineId)),
  statements: orgProcedure.input(statementListInput).query(({ ctx, input }) => listStatements(ctx.app, input)),
  statement: orgProcedure.input(statementInput).query(({ ctx, input }) => statementDetail(ctx.app, input.statementId)),
  statementProducts: orgProcedure.input(statementInput).query(({ ctx, input }) => statementProducts(ctx.app, input.statementId)),
  statementLines: orgProcedure
    .input(statementInput.extend({ only: z.enum(["sale", "refund"]).optional(), cursor: z.string().max(500).optional() }))
    .query(({ ctx, input }) => statementLines(ctx.app, input)),
  recompute: orgProcedure.input(statementInput).mutation(({ ctx, input }) => recomputeStatement(ctx.app, input)),
  closeDesk: orgProcedure.query(({ ctx }) => closeDesk(ctx.app)),
  reconcile: orgProcedure.query(({ ctx }) => reconcile(ctx.app)),
  runClose: orgProcedure.input(closeInput).mutation(({ ctx, input }) => runClose(ctx.app, input)),
  countersign: orgProcedure.input(countersignInput).mutation(({ ctx, input }) => countersign(ctx.app, input)),
  refuseCountersign: orgProcedure.input(refuseInput).mutation(({ ctx, input }) => refuseCountersign(ctx.app, input)),
  reopenCountersign: orgProcedure.input(statementInput).mutation(({ ctx, input }) => reopenCountersign(ctx.app, input)),
  recordPayout: orgProcedure.input(payoutInput).mutation(({ ctx, input }) => recordPayout(ctx.app, input)),
});
