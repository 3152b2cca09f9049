import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewPage } from "@/app/overview";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("rooms.today") };
}

export default function Today() {
  return <OverviewPage wing="operator" />;
}
