import { getTranslations } from "next-intl/server";
import { ClaimPage } from "@/app/operator/claims/claim-pages";
import type { SearchParams } from "@/components/product/asked";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("claim"))("title") };
}

export default async function Claims({ params, searchParams }: Props) {
  return <ClaimPage wing="seller" slug={(await params).org} search={await searchParams} />;
}
