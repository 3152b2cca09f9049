import { getTranslations } from "next-intl/server";
import { MakersOffers } from "@/app/offer-list";
import type { SearchParams } from "@/components/demand/list-filters";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("offer"))("title") };
}

export default async function PartnerOffers({ params, searchParams }: Props) {
  return <MakersOffers wing="partner" org={(await params).org} search={await searchParams} />;
}
