import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { CloseView } from "@/components/settlement/close-view";
import { formatDate } from "@/components/ui/date-format";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import { closeDesk } from "@/server/modules/settlement";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement.close"))("title") };
}

export default async function ClosePage() {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("settlement");
  const desk = await orNotFound(closeDesk(ctx));
  return (
    <Page>
      <PageHeader title={t("close.title")} sub={t("close.sub", { at: formatDate(desk.asOf, ctx.locale) })} actions={<LinkButton href="/operator/statements">{t("list.title")}</LinkButton>} />
      <CloseView desk={desk} orgSlug={ctx.org.slug} />
    </Page>
  );
}
