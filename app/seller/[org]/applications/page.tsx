import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { ApplicationList } from "@/components/product/application-list";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { StartButton } from "@/components/product/start-button";
import { Zone } from "@/components/ui/date-time";
import { orgCtx } from "@/server/auth";
import { applicationListInput, listApplications } from "@/server/modules/product";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("applications") };
}

export default async function SellerApplications({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("seller", org);
  const t = await getTranslations("product");
  if (!ctx.permissions.has("product:read")) return <NoRight title={t("applications")} permission="product:read" wing="seller" />;
  const search = await searchParams;
  const asked = askedOf(applicationListInput, search);
  const data = await orNotFound(listApplications(ctx, asked));
  const start = (
    <Messages namespaces={["product"]}>
      <StartButton orgSlug={org} disabledReason={ctx.permissions.has("product:publish") ? null : t("blocked.permission")} />
    </Messages>
  );
  return (
    <Page>
      <PageHeader title={t("applications")} count={Object.values(data.counts).reduce((sum, n) => sum + n, 0)} sub={<Zone alone />} actions={start} />
      <ApplicationList path={`/seller/${org}/applications`} params={search} asked={asked} data={data} action={start} />
    </Page>
  );
}
