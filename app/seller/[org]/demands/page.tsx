import { getTranslations } from "next-intl/server";
import { DemandRoom } from "@/app/demand-list";
import { NoRight } from "@/components/demand/no-right";
import type { SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { orgCtx } from "@/server/auth";
import { solutionSpecs } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("demand");
  return { title: t("title") };
}

/** The seller's own products, once each. */
const productsOf = (specs: Awaited<ReturnType<typeof solutionSpecs>>) => [...new Map(specs.map((spec) => [spec.productId, { id: spec.productId, name: spec.productName }])).values()];

export default async function SellerDemands({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const t = await getTranslations("demand");
  if (!ctx.permissions.has("demand:read")) return <NoRight title={t("title")} permission="demand:read" wing="seller" />;
  const search = await searchParams;
  return (
    <Page wide>
      <PageHeader title={t("title")} sub={<Zone alone />} />
      <DemandRoom ctx={ctx} params={search} choices={solutionSpecs(ctx).then((specs) => ({ products: productsOf(specs) }))} />
    </Page>
  );
}
