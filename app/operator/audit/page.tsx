import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditPage } from "./audit-page";

type Search = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditRoom({ searchParams }: { searchParams: Promise<Search> }) {
  return <AuditPage wing="operator" search={await searchParams} />;
}
