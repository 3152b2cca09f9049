import { getTranslations } from "next-intl/server";
import { DemandRoom } from "@/app/demand-list";
import { NoRight } from "@/components/demand/no-right";
import type { SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import { interestProducts } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("demand");
  return { title: t("title") };
}

export default async function PartnerDemands({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("partner", org);
  const t = await getTranslations("demand");
  if (!ctx.permissions.has("demand:read")) return <NoRight title={t("title")} permission="demand:read" wing="partner" />;
  const into = await getTranslations("import");
  const search = await searchParams;
  const path = `/partner/${org}/demands`;
  const refusal = ctx.permissions.has("demand:submit") ? null : t("blocked.permission");
  return (
    <Page wide>
      <PageHeader
        title={t("title")}
        sub={<Zone alone />}
        actions={
          <>
            <LinkButton href={`${path}/import`} disabledReason={ctx.permissions.has("demand:import") ? null : t("blocked.permission")}>
              {into("link")}
            </LinkButton>
            <LinkButton variant="primary" href={`${path}/new`} disabledReason={refusal}>
              {t("new")}
            </LinkButton>
          </>
        }
      />
      <DemandRoom ctx={ctx} params={search} choices={interestProducts(ctx).then((products) => ({ products }))} />
    </Page>
  );
}
