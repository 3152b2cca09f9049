import { Messages } from "@/components/layout/messages";
import { Team } from "@/components/org/team";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { keepers, members, openInvitations } from "@/server/modules/org";

/** The team of the acting company, the same room in every wing. */
export async function TeamRoom({ wing, slug }: { wing: OrgKind; slug?: string }) {
  const ctx = await orgCtx(wing, slug);
  const manages = ctx.permissions.has("org:manage_members");
  const [seats, invitations, ask] = await Promise.all([members(ctx), manages ? openInvitations(ctx) : null, keepers(ctx)]);
  const me = ctx.actor.kind === "person" ? ctx.actor.id : "";
  return (
    <Messages namespaces={["org.team", "org.role"]}>
      <Team orgSlug={ctx.org.slug} kind={wing} me={me} members={seats} invitations={invitations} ask={ask} />
    </Messages>
  );
}
