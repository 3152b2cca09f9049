import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditPage } from "@/app/operator/audit/audit-page";

type Search = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditRoom({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<Search> }) {
  return <AuditPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
