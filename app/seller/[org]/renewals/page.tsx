import { getTranslations } from "next-intl/server";
import { RenewalPage } from "@/app/operator/renewals/renewal-pages";
import type { SearchParams } from "@/components/product/asked";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("renewal"))("title") };
}

export default async function Renewals({ params, searchParams }: Props) {
  return <RenewalPage wing="seller" slug={(await params).org} search={await searchParams} />;
}
