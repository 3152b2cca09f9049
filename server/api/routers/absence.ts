import { endAbsence, endAbsenceInput, listAbsences, setAbsence, setAbsenceInput } from "@/server/modules/org";
import { orgProcedure, router } from "../trpc";

export const absenceRouter = router({
  list: orgProcedure.query(({ ctx }) => listAbsences(ctx.app)),
  set: orgProcedure.input(setAbsenceInput).mutation(({ ctx, input }) => setAbsence(ctx.app, input)),
  end: orgProcedure.input(endAbsenceInput).mutation(({ ctx, input }) => endAbsence(ctx.app, input)),
});
