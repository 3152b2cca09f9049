import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PayeeRequisitionPage, type PayeeSearch } from "@/app/seller/[org]/invoices/payee-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoice"))("title") };
}

export default async function RequisitionPage({ params, searchParams }: { params: Promise<{ org: string; id: string }>; searchParams: Promise<PayeeSearch> }) {
  const { org, id } = await params;
  return <PayeeRequisitionPage wing="partner" slug={org} id={id} search={await searchParams} />;
}
