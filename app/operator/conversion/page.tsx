import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConversionPage } from "@/components/performance/conversion-page";
import { orgCtx } from "@/server/auth";
import { conversionSearch, demandConversion } from "@/server/modules/performance";

type Props = { searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversion"))("title") };
}

export default async function DemandConversion({ searchParams }: Props) {
  const search = await searchParams;
  const ctx = await orgCtx("operator");
  return <ConversionPage conversion={await demandConversion(ctx, conversionSearch(search))} wing="operator" home="/operator" search={search} />;
}
