import { getTranslations } from "next-intl/server";
import { OfferRoom } from "@/app/offer-list";
import { NoRight } from "@/components/demand/no-right";
import type { SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  const t = await getTranslations("offer");
  return { title: t("title") };
}

export default async function SellerOffers({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const search = await searchParams;
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:read")) return <NoRight title={t("title")} permission="offer:read" wing="seller" />;
  const path = `/seller/${org}/offers`;
  const refusal = ctx.permissions.has("offer:make") ? null : t("blocked.permission");
  return (
    <Page wide>
      <PageHeader
        title={t("title")}
        sub={<Zone alone />}
        actions={
          <LinkButton variant="primary" href={`${path}/new`} disabledReason={refusal}>
            {t("new")}
          </LinkButton>
        }
      />
      <OfferRoom ctx={ctx} params={search} />
    </Page>
  );
}
