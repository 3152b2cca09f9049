import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { orNotFound } from "@/app/or-not-found";
import { AgreementNoRight, AgreementView } from "@/components/agreement/agreement-views";
import { orgCtx } from "@/server/auth";
import { agreementDetail } from "@/server/modules/agreement";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("agreement"))("title") };
}

export default async function AgreementPage({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params;
  const ctx = await orgCtx("partner", org);
  if (!ctx.permissions.has("agreement:read")) return <AgreementNoRight />;
  return <AgreementView agreement={await orNotFound(agreementDetail(ctx, id))} home={homeOf(ctx.org)} />;
}
