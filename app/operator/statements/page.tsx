import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Search, StatementListPage } from "./statement-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.list"))("title") };
}

export default async function StatementsPage({ searchParams }: { searchParams: Promise<Search> }) {
  return <StatementListPage wing="operator" search={await searchParams} />;
}
