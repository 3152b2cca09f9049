import { getTranslations } from "next-intl/server";
import type { SearchParams } from "@/components/product/asked";
import { ClaimPage } from "./claim-pages";

export async function generateMetadata() {
  return { title: (await getTranslations("claim"))("title") };
}

export default async function OperatorClaims({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <ClaimPage wing="operator" search={await searchParams} />;
}
