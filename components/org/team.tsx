import { useTranslations } from "next-intl";
import { DataTable } from "@/components/data-table/data-table";
import { PageHeader } from "@/components/layout/page-header";
import { Page } from "@/components/layout/page";
import { Card } from "@/components/ui/card";
import { DateTime, Zone } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { seesTeam } from "@/lib/sight";
import type { OrgKind, Role } from "@/lib/states/org";
import { keeperRole, type Member, type OpenInvitation, type ProductChoice } from "@/server/modules/org/contract";
import type { Absence } from "@/server/modules/org/contract-absence";
import { Absences } from "./team-absence";
import { InviteMember, MemberActions, WithdrawInvitation } from "./team-actions";
import { ProductScope } from "./team-scope";

type Props = {
  orgSlug: string;
  kind: OrgKind;
  me: string;
  members: readonly Member[];
  /** Null for those who may not manage the team. */
  invitations: readonly OpenInvitation[] | null;
  /** Who may manage the team, when this person may not. */
  ask: readonly string[];
  /** The seller's products, which a seat may be kept to; null in other companies and for those who may not manage the team. */
  products: readonly ProductChoice[] | null;
  absences: readonly Absence[];
  /** The business day. */
  today: string;
};

type Company = { orgSlug: string; kind: OrgKind; disabledReason: string | null; products: readonly ProductChoice[] | null; ownerSeesAll: string };
const actionsIn = ({ products, ownerSeesAll, ...company }: Company) =>
  function Actions(row: Member) {
    const owner = row.roles.includes(keeperRole[company.kind]);
    return (
      <span className="inline-flex flex-wrap gap-1.5">
        {company.kind === "seller" ? <ProductScope orgSlug={company.orgSlug} member={row} products={products ?? []} disabledReason={company.disabledReason ?? (owner ? ownerSeesAll : null)} /> : null}
        <MemberActions {...company} member={row} />
      </span>
    );
  };
const sinceOf = (row: Member) => <DateTime at={row.since} precision="day" />;

/** Who has a seat in the company, with what roles, and who is invited. */
export function Team({ orgSlug, kind, me, members, invitations, ask, products, absences, today }: Props) {
  const t = useTranslations("org");
  const words = (roles: readonly Role[]) => roles.map((role) => t(`role.${kind}.${role}`)).join(t("and"));
  const disabledReason = invitations ? null : t("team.cannotManage", { roles: ask.join(t("and")) });
  const sight = (row: Member) => [t(seesTeam(kind, row.roles) ? "team.seesTeam" : "team.seesOwn"), row.productIds ? t("team.seesProducts", { n: row.productIds.length }) : ""].filter(Boolean).join(" · ");
  const invite = <InviteMember orgSlug={orgSlug} kind={kind} disabledReason={disabledReason} />;
  return (
    <Page>
      <PageHeader title={t("team.title")} count={members.length} sub={<>{t("team.sub")} <Zone /></>} actions={invite} />
      <DataTable
        caption={t("team.caption")}
        rows={members}
        rowKey={(row) => row.membershipId}
        columns={[
          { key: "name", header: t("team.name"), cell: (row) => (row.personId === me ? `${row.name} ${t("team.you")}` : row.name) },
          { key: "email", header: t("team.email"), cell: (row) => row.email, underName: true },
          { key: "roles", header: t("team.roles"), cell: (row) => words(row.roles), wrap: true, underName: true },
          ...(kind === "operator" ? [] : [{ key: "sight", header: t("team.sees"), cell: sight, wrap: true }]),
          { key: "since", header: t("team.since"), cell: sinceOf },
        ]}
        rowActions={actionsIn({ orgSlug, kind, disabledReason, products, ownerSeesAll: t("team.ownerSeesAll") })}
        empty={<EmptyState kind="nothing-yet" title={t("team.empty")} body={t("team.emptyBody")} action={invite} />}
      />
      {kind === "operator" ? null : <p className="small mt-2 max-w-[760px]">{t("team.sightNote")}</p>}
      <Absences orgSlug={orgSlug} me={me} today={today} members={members} absences={absences} />
      {invitations && invitations.length > 0 ? (
        <Card title={t("team.pending")} note={t("team.pendingNote", { n: invitations.length })} padded={false} className="mt-6">
          <ul>
            {invitations.map((one) => (
              <li key={one.invitationId} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-hair px-4 py-1.5 last:border-b-0">
                <span className="min-w-0">
                  {one.email} <span className="small">{words(one.roles)}</span>
                </span>
                <span className="small flex items-center gap-3">
                  <span>
                    {t("team.expires")} <DateTime at={one.expiresAt} precision="minute" />
                  </span>
                  <WithdrawInvitation orgSlug={orgSlug} invitation={one} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </Page>
  );
}
