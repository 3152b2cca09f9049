import { auditListInput, listAudit } from "@/server/modules/audit";
import { orgProcedure, router } from "../trpc";

export const auditRouter = router({
  list: orgProcedure.input(auditListInput).query(({ ctx, input }) => listAudit(ctx.app, input)),
});
