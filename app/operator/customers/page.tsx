import { getTranslations } from "next-intl/server";
import type { SearchParams } from "@/components/product/asked";
import { CustomerPage } from "./customer-pages";

export async function generateMetadata() {
  return { title: (await getTranslations("customer"))("title") };
}

export default async function OperatorCustomers({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <CustomerPage wing="operator" search={await searchParams} />;
}
