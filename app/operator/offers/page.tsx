import { getTranslations } from "next-intl/server";
import { NoRight } from "@/components/demand/no-right";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { offerFiltersOf } from "@/components/offer/list-filters";
import { OfferList } from "@/components/offer/offer-list";
import { Zone } from "@/components/ui/date-time";
import { LinkTabs } from "@/components/ui/link-tabs";
import { orgCtx } from "@/server/auth";
import { listOffers } from "@/server/modules/offer";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("offer"))("title") };
}

const path = "/operator/offers";

export default async function OperatorOffers({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:read")) return <NoRight title={t("title")} permission="offer:read" wing="operator" />;
  const search = await searchParams;
  const desk = one(search, "all") !== "1";
  const filters = { ...offerFiltersOf(search), desk: desk || undefined };
  const [data, waiting] = await Promise.all([listOffers(ctx, filters), desk ? null : listOffers(ctx, { desk: true })]);
  const count = (waiting ?? data).rows.length;
  return (
    <Page wide>
      <PageHeader title={t("title")} sub={<Zone />} />
      <div className="mb-4">
        <LinkTabs
          label={t("desk.tabs")}
          items={[
            { href: path, label: t("desk.waiting"), count, current: desk },
            { href: `${path}?all=1`, label: t("desk.all"), current: !desk },
          ]}
        />
      </div>
      <OfferList wing="operator" path={path} params={search} data={data} desk={desk} />
    </Page>
  );
}
