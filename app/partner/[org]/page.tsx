import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewPage } from "@/app/overview";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("rooms.overview") };
}

export default async function Overview({ params }: { params: Promise<{ org: string }> }) {
  return <OverviewPage wing="partner" slug={(await params).org} />;
}
