import { getTranslations } from "next-intl/server";
import { DeskTabs } from "@/components/demand/desk-tabs";
import type { SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { offerFiltersOf } from "@/components/offer/list-filters";
import { OfferList } from "@/components/offer/offer-list";
import { Zone } from "@/components/ui/date-time";
import { orgCtx } from "@/server/auth";
import { listOffers } from "@/server/modules/offer";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("offer");
  return { title: t("deskTitle") };
}

export default async function OperatorOffers({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const search = await searchParams;
  const [data, t] = await Promise.all([listOffers(ctx, offerFiltersOf(search)), getTranslations("offer")]);
  return (
    <Page>
      <PageHeader title={t("deskTitle")} sub={<Zone />} />
      <DeskTabs current="offers" review={data.counts.review ?? 0} />
      <OfferList wing="operator" path="/operator/demands/offers" params={search} data={data} />
    </Page>
  );
}
