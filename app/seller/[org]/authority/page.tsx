import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { authorityAsked, AuthorityView } from "@/components/authority/authority-view";
import type { SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { countShown } from "@/lib/counts";
import { orgCtx } from "@/server/auth";
import { authorityTargets, listAuthority } from "@/server/modules/rule";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("authority"))("title") };
}

export default async function SellerAuthority({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const t = await getTranslations("authority");
  if (!ctx.permissions.has("authority:read")) return <NoRight title={t("title")} permission="authority:read" wing="seller" />;
  const search = await searchParams;
  const [list, targets] = await Promise.all([orNotFound(listAuthority(ctx, authorityAsked(search))), authorityTargets(ctx)]);
  return (
    <Page>
      <PageHeader title={t("title")} count={countShown(list.count)} sub={<>{t("subSeller")} · <Zone /></>} />
      <AuthorityView path={`/seller/${org}/authority`} params={search} list={list} targets={targets} withSeller={false} withCustomers={false} managedBy={null} first={<LinkButton href={`/seller/${org}/products`}>{t("empty.products")}</LinkButton>} />
    </Page>
  );
}
