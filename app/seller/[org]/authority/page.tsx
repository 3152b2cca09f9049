import { getTranslations } from "next-intl/server";
import { AuthorityView, choicesIn } from "@/components/authority/authority-view";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import { listAuthority, listAuthorityInput } from "@/server/modules/rule";

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
  const { productId, partnerOrgId } = listAuthorityInput.shape;
  const list = await listAuthority(ctx, { productId: productId.catch(undefined).parse(one(search, "product")), partnerOrgId: partnerOrgId.catch(undefined).parse(one(search, "partner")), ended: one(search, "ended") === "1" });
  const { products, partners } = choicesIn(list);
  return (
    <Page>
      <PageHeader title={t("title")} count={list.rows.length} sub={<>{t("subSeller")} · <Zone /></>} />
      <AuthorityView path={`/seller/${org}/authority`} params={search} list={list} products={products} partners={partners} withSeller={false} managedBy={null} first={<LinkButton href={`/seller/${org}/products`}>{t("empty.products")}</LinkButton>} />
    </Page>
  );
}
