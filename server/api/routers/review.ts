import { approveApplication, approveInput, notesInput, openApplication, queueInput, readReview, refuseApplication, refuseInput, reviewInput, reviewQueue, saveNotes } from "@/server/modules/review";
import { orgProcedure, router } from "../trpc";

export const reviewRouter = router({
  queue: orgProcedure.input(queueInput).query(({ ctx, input }) => reviewQueue(ctx.app, input)),
  read: orgProcedure.input(reviewInput).query(({ ctx, input }) => readReview(ctx.app, input)),
  open: orgProcedure.input(reviewInput).mutation(({ ctx, input }) => openApplication(ctx.app, input)),
  saveNotes: orgProcedure.input(notesInput).mutation(({ ctx, input }) => saveNotes(ctx.app, input)),
  approve: orgProcedure.input(approveInput).mutation(({ ctx, input }) => approveApplication(ctx.app, input)),
  refuse: orgProcedure.input(refuseInput).mutation(({ ctx, input }) => refuseApplication(ctx.app, input)),
});
