import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PayeeInvoicesPage, type PayeeSearch } from "@/app/seller/[org]/invoices/payee-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoice"))("title") };
}

export default async function InvoicesPage({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<PayeeSearch> }) {
  return <PayeeInvoicesPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
