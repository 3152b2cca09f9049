import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { ProductList } from "@/components/product/product-list";
import { StartButton } from "@/components/product/start-button";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import { listProducts, productListInput } from "@/server/modules/product";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("title") };
}

export default async function SellerProducts({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const t = await getTranslations("product");
  if (!ctx.permissions.has("product:read")) return <NoRight title={t("title")} permission="product:read" wing="seller" />;
  const search = await searchParams;
  const asked = askedOf(productListInput, search);
  const data = await orNotFound(listProducts(ctx, asked));
  const start = (
    <Messages namespaces={["product"]}>
      <StartButton orgSlug={org} disabledReason={ctx.permissions.has("product:publish") ? null : t("blocked.permission")} />
    </Messages>
  );
  return (
    <Page>
      <PageHeader
        title={t("title")}
        count={Object.values(data.counts).reduce((sum, n) => sum + n, 0)}
        actions={
          <>
            <LinkButton href={`/seller/${org}/applications`}>{t("applications")}</LinkButton>
            {start}
          </>
        }
      />
      <ProductList path={`/seller/${org}/products`} params={search} asked={asked} data={data} action={start} />
    </Page>
  );
}
