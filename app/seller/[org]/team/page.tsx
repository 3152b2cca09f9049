import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamRoom } from "@/app/team";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("org.team"))("title") };
}

export default async function TeamPage({ params }: { params: Promise<{ org: string }> }) {
  return <TeamRoom wing="seller" slug={(await params).org} />;
}
