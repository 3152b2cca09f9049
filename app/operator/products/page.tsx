import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { Catalogue } from "@/components/product/catalogue";
import { IncentiveDialog } from "@/components/product/incentive-dialog";
import { orgCtx } from "@/server/auth";
import { catalogueInput, type CatalogueRow, coSellCatalogue } from "@/server/modules/product";

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("operatorCatalogue") };
}

export default async function OperatorProducts({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("product");
  const search = await searchParams;
  const asked = askedOf(catalogueInput, search);
  const refusal = ctx.permissions.has("review:decide") ? null : t("incentiveRight");
  const setter = (row: CatalogueRow) => <IncentiveDialog orgSlug={ctx.org.slug} row={row} disabledReason={refusal} />;
  return (
    <Messages namespaces={["product"]}>
      <Page wide>
        <PageHeader title={t("operatorCatalogue")} />
        <Catalogue
          wing="operator"
          path="/operator/products"
          demandsHref="/operator/demands"
          params={search}
          asked={asked}
          data={await orNotFound(coSellCatalogue(ctx, asked))}
          rowActions={setter}
        />
      </Page>
    </Messages>
  );
}
