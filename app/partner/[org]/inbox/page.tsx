import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InboxPage } from "@/app/operator/inbox/inbox-page";

type Search = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notification"))("title") };
}

export default async function InboxRoom({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<Search> }) {
  return <InboxPage wing="partner" slug={(await params).org} search={await searchParams} />;
}
