import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { DiscontinueButton } from "@/components/product/discontinue-button";
import { MaterialCard } from "@/components/product/material-card";
import { ProductView } from "@/components/product/product-view";
import { getTranslations } from "next-intl/server";
import { orgCtx } from "@/server/auth";
import { listMaterials, readProduct } from "@/server/modules/product";

type Props = { params: Promise<{ org: string; id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("title") };
}

export default async function SellerProduct({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("seller", org);
  const product = await orNotFound(readProduct(ctx, { productId: id }));
  const materials = product.productClass === "co_sell" || product.productClass === "platform" ? await listMaterials(ctx, { productId: id }) : null;
  const t = await getTranslations("product.blocked");
  const { discontinue } = product.acts;
  const actions = (
    <Messages namespaces={["product.discontinue"]}>
      <DiscontinueButton orgSlug={org} productId={product.id} disabledReason={discontinue ? t(discontinue) : null} />
    </Messages>
  );
  const papers = materials ? (
    <Messages namespaces={["product", "file.field"]}>
      <MaterialCard orgSlug={org} productId={product.id} rows={materials} disabledReason={ctx.permissions.has("product:publish") ? null : t("permission")} />
    </Messages>
  ) : null;
  return <ProductView product={product} home={`/seller/${org}`} actions={actions} papers={papers} />;
}
