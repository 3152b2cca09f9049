import { changeRoles, endMembership, inviteMember, members, openInvitations, setProducts, withdrawInvitation } from "@/server/modules/org";
import { changeRolesInput, endMembershipInput, inviteMemberInput, setProductsInput, withdrawInvitationInput } from "@/server/modules/org/contract";
import { endProgram, joinProgram, listViews, removeView, saveView } from "@/server/modules/org";
import { programInput } from "@/server/modules/org/contract-program";
import { listViewsInput, removeViewInput, saveViewInput } from "@/server/modules/org/contract-views";
import { orgProcedure, router } from "../trpc";

export const orgRouter = router({
  joinProgram: orgProcedure.input(programInput).mutation(({ ctx, input }) => joinProgram(ctx.app, input)),
  endProgram: orgProcedure.input(programInput).mutation(({ ctx, input }) => endProgram(ctx.app, input)),
  views: orgProcedure.input(listViewsInput).query(({ ctx, input }) => listViews(ctx.app, input.room)),
  saveView: orgProcedure.input(saveViewInput).mutation(({ ctx, input }) => saveView(ctx.app, input)),
  removeView: orgProcedure.input(removeViewInput).mutation(({ ctx, input }) => removeView(ctx.app, input)),
  members: orgProcedure.query(({ ctx }) => members(ctx.app)),
  openInvitations: orgProcedure.query(({ ctx }) => openInvitations(ctx.app)),
  invite: orgProcedure.input(inviteMemberInput).mutation(({ ctx, input }) => inviteMember(ctx.app, input)),
  withdrawInvitation: orgProcedure.input(withdrawInvitationInput).mutation(({ ctx, input }) => withdrawInvitation(ctx.app, input)),
  changeRoles: orgProcedure.input(changeRolesInput).mutation(({ ctx, input }) => changeRoles(ctx.app, input)),
  setProducts: orgProcedure.input(setProductsInput).mutation(({ ctx, input }) => setProducts(ctx.app, input)),
  endMembership: orgProcedure.input(endMembershipInput).mutation(({ ctx, input }) => endMembership(ctx.app, input)),
});
