import { changeRoles, endMembership, inviteMember, members, openInvitations, withdrawInvitation } from "@/server/modules/org";
import { changeRolesInput, endMembershipInput, inviteMemberInput, withdrawInvitationInput } from "@/server/modules/org/contract";
import { orgProcedure, router } from "../trpc";

export const orgRouter = router({
  members: orgProcedure.query(({ ctx }) => members(ctx.app)),
  openInvitations: orgProcedure.query(({ ctx }) => openInvitations(ctx.app)),
  invite: orgProcedure.input(inviteMemberInput).mutation(({ ctx, input }) => inviteMember(ctx.app, input)),
  withdrawInvitation: orgProcedure.input(withdrawInvitationInput).mutation(({ ctx, input }) => withdrawInvitation(ctx.app, input)),
  changeRoles: orgProcedure.input(changeRolesInput).mutation(({ ctx, input }) => changeRoles(ctx.app, input)),
  endMembership: orgProcedure.input(endMembershipInput).mutation(({ ctx, input }) => endMembership(ctx.app, input)),
});
