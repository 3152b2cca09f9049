import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { authorityAsked, AuthorityView } from "@/components/authority/authority-view";
import { SetAuthority } from "@/components/authority/set-authority";
import type { SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { countShown } from "@/lib/counts";
import { toBusinessDay } from "@/lib/dates";
import { orgCtx } from "@/server/auth";
import { type AuthorityChoices, authorityChoices, authorityTargets, listAuthority } from "@/server/modules/rule";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("authority"))("title") };
}

const none: AuthorityChoices = { products: [], partners: [] };

export default async function OperatorAuthority({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("authority");
  if (!ctx.permissions.has("authority:read")) return <NoRight title={t("title")} permission="authority:read" wing="operator" />;
  const search = await searchParams;
  const asked = authorityAsked(search);
  const manages = ctx.permissions.has("authority:manage");
  const [list, targets, choices] = await Promise.all([orNotFound(listAuthority(ctx, asked)), authorityTargets(ctx), manages ? authorityChoices(ctx) : none]);
  const set = <SetAuthority org={ctx.org.slug} choices={choices} today={toBusinessDay(new Date(list.now))} start={asked} disabledReason={manages ? null : t("blocked.permission")} />;
  return (
    <Messages namespaces={["authority", "offer.hint"]}>
      <Page wide>
        <PageHeader title={t("title")} count={countShown(list.count)} sub={<>{t("sub")} · <Zone /></>} actions={set} />
        <AuthorityView path="/operator/authority" params={search} list={list} targets={targets} withSeller withCustomers managedBy={manages ? ctx.org.slug : null} first={set} />
      </Page>
    </Messages>
  );
}
