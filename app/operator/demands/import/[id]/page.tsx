import { getTranslations } from "next-intl/server";
import { ImportPage } from "@/app/partner/[org]/demands/import/import-pages";
import type { SearchParams } from "@/components/demand/list-filters";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("import"))("title") };
}

export default async function OperatorImport({ params, searchParams }: Props) {
  return <ImportPage wing="operator" id={(await params).id} search={await searchParams} />;
}
