import { getTranslations } from "next-intl/server";
import type { SearchParams } from "@/components/demand/list-filters";
import { ImportPage } from "../import-pages";

type Props = { params: Promise<{ org: string; id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("import"))("title") };
}

export default async function PartnerImport({ params, searchParams }: Props) {
  const { org, id } = await params;
  return <ImportPage wing="partner" slug={org} id={id} search={await searchParams} />;
}
