import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Search, StatementDetailPage } from "@/app/operator/statements/statement-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.list"))("title") };
}

export default async function StatementPage({ params, searchParams }: { params: Promise<{ org: string; id: string }>; searchParams: Promise<Search> }) {
  const { org, id } = await params;
  return <StatementDetailPage wing="partner" slug={org} id={id} search={await searchParams} />;
}
