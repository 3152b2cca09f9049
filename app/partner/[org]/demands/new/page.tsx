import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DemandForm } from "@/components/demand/demand-form";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { blankDemand, draftOf } from "@/components/dispatch/draft-start";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { orgCtx } from "@/server/auth";
import { interestProducts, readDemand } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export default async function NewDemand({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("partner", org);
  const draft = one(await searchParams, "demand");
  const base = `/partner/${org}/demands`;
  const [start, products, t] = await Promise.all([draft ? orNotFound(readDemand(ctx, draft)).then(draftOf) : blankDemand, interestProducts(ctx), getTranslations("demand")]);
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={draft ? t("edit") : t("new")} />
      <Messages namespaces={["demand"]}>
        <DemandForm org={org} base={base} products={products} start={start} />
      </Messages>
    </Page>
  );
}
