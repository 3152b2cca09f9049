import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { Catalogue } from "@/components/product/catalogue";
import { orgCtx } from "@/server/auth";
import { catalogueInput, coSellCatalogue } from "@/server/modules/product";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("catalogue") };
}

export default async function PartnerProducts({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("partner", org);
  const t = await getTranslations("product");
  if (!ctx.permissions.has("product:read")) return <NoRight title={t("catalogue")} permission="product:read" wing="partner" />;
  const search = await searchParams;
  const asked = askedOf(catalogueInput, search);
  const home = `/partner/${org}`;
  return (
    <Page wide>
      <PageHeader title={t("catalogue")} />
      <Catalogue wing="partner" path={`${home}/products`} demandsHref={`${home}/demands`} params={search} asked={asked} data={await orNotFound(coSellCatalogue(ctx, asked))} />
    </Page>
  );
}
