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
import type { OrgCtx } from "@/server/kernel/authorize";
import { countDemand, interestProducts } from "@/server/modules/demand";
import { countOffers } from "@/server/modules/offer";
import { companies } from "@/server/modules/org";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("demand");
  return { title: t("dispatchTitle") };
}

/** What waits in the dispatchers' rooms is counted while the list is read. */
async function Tabs({ ctx }: { ctx: OrgCtx }) {
  const [desk, offers] = await Promise.all([countDemand(ctx, { due: "waiting" }), countOffers(ctx, { status: "review" })]);
  return <DeskTabs current="demands" waits={desk.capped ? `${grouped(desk.total)}+` : desk.total} review={offers.byState.review ?? 0} />;
}

export default async function OperatorDemands({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const params = await searchParams;
  const choices = Promise.all([interestProducts(ctx), companies(ctx, "partner"), companies(ctx, "seller")]).then(([products, partners, sellers]) => ({ products, partners, sellers }));
  const [t, into] = await Promise.all([getTranslations("demand"), getTranslations("import")]);
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
      <Tabs ctx={ctx} />
      <DemandRoom ctx={ctx} params={params} choices={choices} />
    </Page>
  );
}
