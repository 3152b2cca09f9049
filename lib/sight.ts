import type { OrgKind } from "./states/org";

const teamRoles: Readonly<Record<OrgKind, readonly string[]>> = {
  seller: ["owner", "product", "delivery", "finance", "viewer"],
  partner: ["owner", "finance", "viewer"],
  operator: ["admin", "dispatcher", "reviewer", "lead", "finance", "auditor", "viewer"],
};

/** Whether a person of these roles sees the team's customers and deals; somebody who only sells sees their own. */
export function seesTeam(kind: OrgKind, roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => teamRoles[kind].includes(role));
}
