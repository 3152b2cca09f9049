import { checkImport, checkImportInput, discardImport, importInput, importListInput, importRows, importRowsInput, listImports, readImport, runImport, startImport, startImportInput, undoImport } from "@/server/modules/demand";
import { orgProcedure, router } from "../trpc";

export const demandImportRouter = router({
  list: orgProcedure.input(importListInput).query(({ ctx, input }) => listImports(ctx.app, input)),
  read: orgProcedure.input(importInput).query(({ ctx, input }) => readImport(ctx.app, input)),
  rows: orgProcedure.input(importRowsInput).query(({ ctx, input }) => importRows(ctx.app, input)),
  start: orgProcedure.input(startImportInput).mutation(({ ctx, input }) => startImport(ctx.app, input)),
  check: orgProcedure.input(checkImportInput).mutation(({ ctx, input }) => checkImport(ctx.app, input)),
  run: orgProcedure.input(importInput).mutation(({ ctx, input }) => runImport(ctx.app, input)),
  undo: orgProcedure.input(importInput).mutation(({ ctx, input }) => undoImport(ctx.app, input)),
  discard: orgProcedure.input(importInput).mutation(({ ctx, input }) => discardImport(ctx.app, input)),
});
