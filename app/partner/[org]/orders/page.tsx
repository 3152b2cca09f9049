import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderListPage, type OrderSearch } from "@/app/operator/orders/order-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("order"))("title") };
}

export default async function OrdersPage({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<OrderSearch> }) {
  return <OrderListPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
