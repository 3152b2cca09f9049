import { Messages } from "@/components/layout/messages";
import { Team } from "@/components/org/team";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { toBusinessDay } from "@/lib/dates";
import { businessTime } from "@/server/modules/settlement";
import { keepers, listAbsences, members, openInvitations, productChoices } from "@/server/modules/org";

/** The team of the acting company, the same room in every wing. */
export async function TeamRoom({ wing, slug }: { wing: OrgKind; slug?: string }) {
  const ctx = await orgCtx(wing, slug);
  const manages = ctx.permissions.has("org:manage_members");
  const [seats, invitations, ask, absences, now] = await Promise.all([members(ctx), manages ? openInvitations(ctx) : null, keepers(ctx), listAbsences(ctx), businessTime(ctx)]);
  const products = manages && wing === "seller" ? await productChoices(ctx) : null;
  const me = ctx.actor.kind === "person" ? ctx.actor.id : "";
  return (
    <Messages namespaces={["org.team", "org.role", "org.errors"]}>
      <Team orgSlug={ctx.org.slug} kind={wing} me={me} members={seats} invitations={invitations} ask={ask} products={products} absences={absences} today={toBusinessDay(new Date(now))} />
    </Messages>
  );
}
