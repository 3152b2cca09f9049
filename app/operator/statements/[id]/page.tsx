import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Search, StatementDetailPage } from "../statement-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.list"))("title") };
}

export default async function StatementPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Search> }) {
  return <StatementDetailPage wing="operator" id={(await params).id} search={await searchParams} />;
}
