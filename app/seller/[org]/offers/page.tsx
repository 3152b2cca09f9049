import { getTranslations } from "next-intl/server";
import { NoRight } from "@/components/demand/no-right";
import type { SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { offerFiltersOf } from "@/components/offer/list-filters";
import { OfferList } from "@/components/offer/offer-list";
import { SavedViews } from "@/components/saved-view/saved-views";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import { listOffers } from "@/server/modules/offer";
import { listViews } from "@/server/modules/org";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("offer");
  return { title: t("title") };
}

export default async function SellerOffers({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const search = await searchParams;
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:read")) return <NoRight title={t("title")} permission="offer:read" wing="seller" />;
  const path = `/seller/${org}/offers`;
  const [data, views] = await Promise.all([listOffers(ctx, offerFiltersOf(search)), listViews(ctx, "offers")]);
  const refusal = ctx.permissions.has("offer:make") ? null : t("blocked.permission");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        sub={<Zone />}
        actions={
          <LinkButton variant="primary" href={`${path}/new`} disabledReason={refusal}>
            {t("new")}
          </LinkButton>
        }
      />
      <SavedViews org={org} room="offers" path={path} params={search} views={views} />
      <OfferList wing="seller" path={path} params={search} data={data} />
    </Page>
  );
}
