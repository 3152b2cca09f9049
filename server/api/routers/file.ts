import { fileInput, inspectNow, readFileDetail } from "@/server/modules/file";
import { orgProcedure, router } from "../trpc";

export const fileRouter = router({
  get: orgProcedure.input(fileInput).query(({ ctx, input }) => readFileDetail(ctx.app, input.fileId)),
  inspect: orgProcedure.input(fileInput).mutation(({ ctx, input }) => inspectNow(ctx.app, input.fileId)),
});
