export { changePreferences } from "./change-preferences";
export { changeRoles } from "./change-roles";
export { endMembership } from "./end-membership";
export { inviteMember } from "./invite";
export { type Certification, currentCertification, directory, keepers, type LegalEntity, legalEntities, legalEntityByCode, legalEntityById, members, openInvitations, type OwnSession, ownSessions } from "./read";
export { requestReset, type Stranger } from "./request-reset";
export { takeToken, tokenView } from "./use-token";
export { withdrawInvitation } from "./withdraw-invitation";
export type { Member, OpenInvitation, OrgFace, TokenView } from "./contract";
