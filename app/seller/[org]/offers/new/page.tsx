import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { OfferForm } from "@/components/offer/offer-form";
import { addDays, businessDay } from "@/lib/dates";
import { orgCtx } from "@/server/auth";
import { offerDay, offerStart, quotableSpecs } from "@/server/modules/offer";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export default async function NewSellerOffer({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:make")) return <NoRight title={t("new")} permission="offer:make" wing="seller" />;
  const demandId = one(await searchParams, "demand");
  const [start, specs, today] = await Promise.all([demandId ? orNotFound(offerStart(ctx, demandId)) : null, quotableSpecs(ctx), offerDay(ctx)]);
  const base = `/seller/${org}/offers`;
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={t("new")} sub={start ? t("newFor", { number: start.demandNumber }) : t("ownSale")} />
      <Messages namespaces={["offer", "demand.errors"]}>
        <OfferForm org={org} base={base} specs={specs} start={start} today={today} lastDay={addDays(businessDay(today), 14)} asksShare={false} />
      </Messages>
    </Page>
  );
}
