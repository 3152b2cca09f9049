import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { DiscontinueButton } from "@/components/product/discontinue-button";
import { ProductView } from "@/components/product/product-view";
import { getTranslations } from "next-intl/server";
import { orgCtx } from "@/server/auth";
import { readProduct } from "@/server/modules/product";

type Props = { params: Promise<{ org: string; id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("title") };
}

export default async function SellerProduct({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("seller", org);
  const product = await orNotFound(readProduct(ctx, { productId: id }));
  const t = await getTranslations("product.blocked");
  const { discontinue } = product.acts;
  const actions = (
    <Messages namespaces={["product.discontinue"]}>
      <DiscontinueButton orgSlug={org} productId={product.id} disabledReason={discontinue ? t(discontinue) : null} />
    </Messages>
  );
  return <ProductView product={product} home={`/seller/${org}`} actions={actions} />;
}
