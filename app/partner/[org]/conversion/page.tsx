import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConversionPage } from "@/components/performance/conversion-page";
import { orgCtx } from "@/server/auth";
import { conversionSearch, demandConversion } from "@/server/modules/performance";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("conversion"))("title") };
}

export default async function DemandConversion({ params, searchParams }: Props) {
  const [{ org }, search] = await Promise.all([params, searchParams]);
  const ctx = await orgCtx("partner", org);
  return <ConversionPage conversion={await demandConversion(ctx, conversionSearch(search))} wing="partner" home={`/partner/${org}`} search={search} />;
}
