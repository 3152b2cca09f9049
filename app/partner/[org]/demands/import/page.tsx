import { getTranslations } from "next-intl/server";
import type { SearchParams } from "@/components/demand/list-filters";
import { ImportStartPage } from "./import-pages";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("import"))("title") };
}

export default async function PartnerImports({ params, searchParams }: Props) {
  return <ImportStartPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
