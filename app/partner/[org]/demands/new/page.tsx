import { getTranslations } from "next-intl/server";
import { NewDemand } from "@/app/demand-new";
import type { SearchParams } from "@/components/demand/list-filters";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("demand"))("new") };
}

export default async function PartnerNewDemand({ params, searchParams }: Props) {
  const { org } = await params;
  return <NewDemand wing="partner" org={org} search={await searchParams} />;
}
