import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderListPage, type OrderSearch } from "./order-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("order"))("title") };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<OrderSearch> }) {
  return <OrderListPage wing="operator" search={await searchParams} />;
}
