import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Search, StatementListPage } from "@/app/operator/statements/statement-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.list"))("title") };
}

export default async function StatementsPage({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<Search> }) {
  return <StatementListPage wing="seller" slug={(await params).org} search={await searchParams} />;
}
