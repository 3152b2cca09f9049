import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderDetailPage } from "@/app/operator/orders/order-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("order"))("title") };
}

export default async function OrderPage({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params;
  return <OrderDetailPage wing="seller" slug={org} id={id} />;
}
