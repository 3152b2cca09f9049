import { getTranslations } from "next-intl/server";
import { CompanyOffer } from "@/app/offer-detail";

type Props = { params: Promise<{ org: string; id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("offer"))("noun") };
}

export default async function SellerOffer({ params }: Props) {
  return <CompanyOffer wing="seller" {...await params} />;
}
