import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { AgreementList, AgreementNoRight } from "@/components/agreement/agreement-views";
import { orgCtx } from "@/server/auth";
import { listAgreements } from "@/server/modules/agreement";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreement"))("title") };
}

export default async function AgreementsPage({ params }: { params: Promise<{ org: string }> }) {
  const ctx = await orgCtx("partner", (await params).org);
  if (!ctx.permissions.has("agreement:read")) return <AgreementNoRight />;
  return <AgreementList rows={await listAgreements(ctx)} home={homeOf(ctx.org)} />;
}
