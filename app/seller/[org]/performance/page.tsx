import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PerformancePage } from "@/components/performance/performance-page";
import { orgCtx } from "@/server/auth";
import { monthlyPerformance, performanceSearch } from "@/server/modules/performance";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("performance"))("title") };
}

export default async function SalesPerformance({ params, searchParams }: Props) {
  const [{ org }, search] = await Promise.all([params, searchParams]);
  const ctx = await orgCtx("seller", org);
  return <PerformancePage performance={await monthlyPerformance(ctx, performanceSearch(search))} home={`/seller/${org}`} search={search} />;
}
