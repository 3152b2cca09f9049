import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { orNotFound } from "@/app/or-not-found";
import { AssociationList, AssociationSheet } from "@/components/customer/association-list";
import { AssociateDialog, EndButton, WithdrawButton } from "@/components/customer/customer-actions";
import { RegisterDialog } from "@/components/customer/register-dialog";
import { type CustomerQuery, RegistrationList, RegistrationSheet } from "@/components/customer/registration-list";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { formatDate } from "@/components/ui/date-format";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { homeOf } from "@/lib/rooms";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { associationListInput, listAssociations, listRegistrations, readAssociation, readRegistration, registrationListInput } from "@/server/modules/customer";

type Wing = "partner" | "operator";
type PageProps = { wing: Wing; slug?: string; search: SearchParams };
type ViewProps = { ctx: OrgCtx; wing: Wing; path: string; search: SearchParams; openId: string | null; action: ReactNode };

const queryOf = (search: SearchParams): CustomerQuery => Object.fromEntries(Object.entries(search).flatMap(([key, value]) => (typeof value === "string" && key !== "open" ? [[key, value]] : [])));

/** Registrations and associations of a partner, or of all partners for operators. */
export async function CustomerPage({ wing, slug, search }: PageProps) {
  const ctx = (await orgCtx(wing, slug)) as OrgCtx;
  const t = await getTranslations("customer");
  if (!ctx.permissions.has("customer:read")) return <NoRight title={t("title")} permission="customer:read" wing={wing} />;
  const path = `${homeOf(ctx.org)}/customers`;
  const associations = search.view === "associations";
  const refusal = ctx.permissions.has("customer:register") ? null : t("blocked.permission");
  const openId = typeof search.open === "string" && search.open !== "" ? search.open : null;
  const action = wing === "partner" ? <RegisterDialog org={ctx.org.slug} disabledReason={refusal} /> : <LinkButton href="/operator/demands">{t("empty.demands")}</LinkButton>;
  const view = { ctx, wing, path, search, openId, action };
  return (
    <Messages namespaces={["customer"]}>
      <Page>
        <PageHeader title={t("title")} sub={<>{t("sub")} <Zone /></>} actions={wing === "partner" ? action : null} />
        <div className="mb-3">
          <LinkTabs
            label={t("views")}
            items={[
              { href: path, label: t("view.registrations"), current: !associations },
              { href: `${path}?view=associations`, label: t("view.associations"), current: associations },
            ]}
          />
        </div>
        {associations ? <Associations {...view} /> : <Registrations {...view} />}
      </Page>
    </Messages>
  );
}

async function Registrations({ ctx, wing, path, search, openId, action }: ViewProps) {
  const asked = askedOf(registrationListInput, search);
  const [data, open] = await Promise.all([orNotFound(listRegistrations(ctx, asked)), openId ? orNotFound(readRegistration(ctx, { registrationId: openId })) : null]);
  const query = queryOf(search);
  const org = ctx.org.slug;
  const actions = open && (wing === "partner" ? <WithdrawButton org={org} row={open} /> : <AssociateDialog org={org} row={open} />);
  return (
    <>
      <RegistrationList wing={wing} path={path} query={query} asked={asked} data={data} openId={openId} start={action} />
      {open ? (
        <RegistrationSheet row={open} now={data.now} closeHref={hrefWith(path, query, { cursor: asked.cursor ?? null })} associationHref={open.associationId ? `${path}?view=associations&open=${open.associationId}` : null} actions={actions} />
      ) : null}
    </>
  );
}

async function Associations({ ctx, wing, path, search, openId, action }: ViewProps) {
  const asked = askedOf(associationListInput, search);
  const [data, open] = await Promise.all([orNotFound(listAssociations(ctx, asked)), openId ? orNotFound(readAssociation(ctx, { associationId: openId })) : null]);
  const query = queryOf(search);
  const from = open?.endableFrom ? formatDate(open.endableFrom, ctx.locale, "day") : "";
  return (
    <>
      <AssociationList wing={wing} path={path} query={query} asked={asked} data={data} openId={openId} start={action} />
      {open ? (
        <AssociationSheet
          row={open}
          wing={wing}
          closeHref={hrefWith(path, query, { cursor: asked.cursor ?? null })}
          registrationHref={open.registrationId ? `${path}?open=${open.registrationId}` : null}
          actions={<EndButton org={ctx.org.slug} row={open} from={from} />}
        />
      ) : null}
    </>
  );
}
