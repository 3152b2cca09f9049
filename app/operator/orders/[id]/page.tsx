import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderDetailPage } from "../order-pages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("order"))("title") };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  return <OrderDetailPage wing="operator" id={(await params).id} />;
}
