import { getTranslations } from "next-intl/server";
import type { SearchParams } from "@/components/product/asked";
import { RenewalPage } from "./renewal-pages";

export async function generateMetadata() {
  return { title: (await getTranslations("renewal"))("title") };
}

export default async function OperatorRenewals({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <RenewalPage wing="operator" search={await searchParams} />;
}
