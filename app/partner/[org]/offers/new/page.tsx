import { getTranslations } from "next-intl/server";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { OfferForm } from "@/components/offer/offer-form";
import { addDays, businessDay } from "@/lib/dates";
import { orgCtx } from "@/server/auth";
import { offerDay, quotableSpecs } from "@/server/modules/offer";

type Props = { params: Promise<{ org: string }> };

export default async function NewPartnerOffer({ params }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("partner", org);
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:make")) return <NoRight title={t("new")} permission="offer:make" wing="partner" />;
  const [specs, today] = await Promise.all([quotableSpecs(ctx), offerDay(ctx)]);
  const base = `/partner/${org}/offers`;
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={t("new")} sub={t("ownSale")} />
      <Messages namespaces={["offer"]}>
        <OfferForm org={org} base={base} specs={specs} start={null} today={today} lastDay={addDays(businessDay(today), 14)} asksShare />
      </Messages>
    </Page>
  );
}
