import { getTranslations } from "next-intl/server";
import { ImportStartPage } from "@/app/partner/[org]/demands/import/import-pages";
import type { SearchParams } from "@/components/demand/list-filters";

export async function generateMetadata() {
  return { title: (await getTranslations("import"))("title") };
}

export default async function OperatorImports({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <ImportStartPage wing="operator" search={await searchParams} />;
}
