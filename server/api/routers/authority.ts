import { authorityChoices, endAuthority, endAuthorityInput, listAuthority, listAuthorityInput, setApproval, setApprovalInput, setAuthority, setAuthorityInput } from "@/server/modules/rule";
import { orgProcedure, router } from "../trpc";

export const authorityRouter = router({
  list: orgProcedure.input(listAuthorityInput).query(({ ctx, input }) => listAuthority(ctx.app, input)),
  choices: orgProcedure.query(({ ctx }) => authorityChoices(ctx.app)),
  set: orgProcedure.input(setAuthorityInput).mutation(({ ctx, input }) => setAuthority(ctx.app, input)),
  setApproval: orgProcedure.input(setApprovalInput).mutation(({ ctx, input }) => setApproval(ctx.app, input)),
  end: orgProcedure.input(endAuthorityInput).mutation(({ ctx, input }) => endAuthority(ctx.app, input)),
});
