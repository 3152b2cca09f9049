import { getTranslations } from "next-intl/server";
import { DemandList } from "@/components/demand/demand-list";
import { DeskTabs } from "@/components/demand/desk-tabs";
import { filtersOf, type SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { orgCtx } from "@/server/auth";
import { interestProducts, listDemand } from "@/server/modules/demand";
import { listOffers } from "@/server/modules/offer";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("demand");
  return { title: t("dispatchTitle") };
}

export default async function OperatorDemands({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const search = await searchParams;
  const [data, products, waiting, t] = await Promise.all([listDemand(ctx, filtersOf(search)), interestProducts(ctx), listOffers(ctx, { status: "review" }), getTranslations("demand")]);
  return (
    <Page>
      <PageHeader title={t("dispatchTitle")} sub={<Zone />} />
      <DeskTabs current="demands" submitted={data.counts.submitted ?? 0} review={waiting.counts.review ?? 0} />
      <DemandList wing="operator" path="/operator/demands" params={search} data={data} products={products} />
    </Page>
  );
}
