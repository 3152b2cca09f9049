import { getTranslations } from "next-intl/server";
import { DemandRoom } from "@/app/demand-list";
import { DeskTabs } from "@/components/demand/desk-tabs";
import type { SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { grouped } from "@/lib/counts";
import { orgCtx } from "@/server/auth";
import { countDemand, interestProducts } from "@/server/modules/demand";
import { countOffers } from "@/server/modules/offer";
import { companies } from "@/server/modules/org";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("demand");
  return { title: t("dispatchTitle") };
}

export default async function OperatorDemands({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const params = await searchParams;
  const choices = Promise.all([interestProducts(ctx), companies(ctx, "partner"), companies(ctx, "seller")]).then(([products, partners, sellers]) => ({ products, partners, sellers }));
  const [desk, waiting, t, into] = await Promise.all([countDemand(ctx, { due: "waiting" }), countOffers(ctx, { status: "review" }), getTranslations("demand"), getTranslations("import")]);
  const refusal = ctx.permissions.has("demand:submit") ? null : t("blocked.permission");
  return (
    <Page wide>
      <PageHeader
        title={t("dispatchTitle")}
        sub={<Zone alone />}
        actions={
          <>
            <LinkButton href="/operator/demands/import" disabledReason={ctx.permissions.has("demand:import") ? null : t("blocked.permission")}>
              {into("link")}
            </LinkButton>
            <LinkButton variant="primary" href="/operator/demands/new" disabledReason={refusal}>
              {t("new")}
            </LinkButton>
          </>
        }
      />
      <DeskTabs current="demands" waits={desk.capped ? `${grouped(desk.total)}+` : desk.total} review={waiting.byState.review ?? 0} />
      <DemandRoom ctx={ctx} params={params} choices={choices} />
    </Page>
  );
}
