import { getTranslations } from "next-intl/server";
import { CustomerPage } from "@/app/operator/customers/customer-pages";
import type { SearchParams } from "@/components/product/asked";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("customer"))("title") };
}

export default async function PartnerCustomers({ params, searchParams }: Props) {
  return <CustomerPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
