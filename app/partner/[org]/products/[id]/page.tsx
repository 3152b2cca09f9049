import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { CatalogueView } from "@/components/product/catalogue-view";
import { orgCtx } from "@/server/auth";
import { catalogueItem } from "@/server/modules/product";

type Props = { params: Promise<{ org: string; id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("catalogue") };
}

export default async function PartnerProduct({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("partner", org);
  const item = await orNotFound(catalogueItem(ctx, { productId: id }));
  return <CatalogueView item={item} home={`/partner/${org}`} mayDemand={ctx.permissions.has("demand:submit")} mayOffer={ctx.permissions.has("offer:make")} />;
}
