import { getTranslations } from "next-intl/server";
import { NewOffer } from "@/app/offer-new";
import type { SearchParams } from "@/components/demand/list-filters";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("offer"))("new") };
}

export default async function NewPartnerOffer({ params, searchParams }: Props) {
  return <NewOffer wing="partner" org={(await params).org} search={await searchParams} />;
}
