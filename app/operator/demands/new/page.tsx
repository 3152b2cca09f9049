import { getTranslations } from "next-intl/server";
import { NewDemand } from "@/app/demand-new";
import type { SearchParams } from "@/components/demand/list-filters";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("demand"))("new") };
}

export default async function OperatorNewDemand({ searchParams }: Props) {
  return <NewDemand wing="operator" search={await searchParams} />;
}
