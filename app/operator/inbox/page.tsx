import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InboxPage } from "./inbox-page";

type Search = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notification"))("title") };
}

export default async function InboxRoom({ searchParams }: { searchParams: Promise<Search> }) {
  return <InboxPage wing="operator" search={await searchParams} />;
}
