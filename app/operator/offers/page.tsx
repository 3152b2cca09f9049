import { getTranslations } from "next-intl/server";
import { OfferRoom } from "@/app/offer-list";
import { NoRight } from "@/components/demand/no-right";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { LinkTabs } from "@/components/ui/link-tabs";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { countOffers } from "@/server/modules/offer";

type Props = { searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("offer"))("title") };
}

const path = "/operator/offers";

/** The desk's pile is counted while the list is read. */
async function Tabs({ ctx, desk }: { ctx: OrgCtx; desk: boolean }) {
  const [t, waiting] = await Promise.all([getTranslations("offer"), countOffers(ctx, { status: "review" })]);
  const items = [
    { href: path, label: t("desk.waiting"), count: waiting.byState.review ?? 0, current: desk },
    { href: `${path}?all=1`, label: t("desk.all"), current: !desk },
  ];
  return (
    <div className="mb-4">
      <LinkTabs label={t("desk.tabs")} items={items} />
    </div>
  );
}

export default async function OperatorOffers({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:read")) return <NoRight title={t("title")} permission="offer:read" wing="operator" />;
  const search = await searchParams;
  const desk = one(search, "all") !== "1";
  return (
    <Page wide>
      <PageHeader title={t("title")} sub={<Zone alone />} />
      <Tabs ctx={ctx} desk={desk} />
      <OfferRoom ctx={ctx} params={search} />
    </Page>
  );
}
