import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Search, TransactionListPage } from "@/app/seller/[org]/transactions/transaction-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("transaction"))("title") };
}

export default async function TransactionsPage({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<Search> }) {
  return <TransactionListPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
