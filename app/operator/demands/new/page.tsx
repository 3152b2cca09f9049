import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DemandForm } from "@/components/demand/demand-form";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { blankDemand, draftOf } from "@/components/dispatch/draft-start";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { orgCtx } from "@/server/auth";
import { interestProducts, readDemand } from "@/server/modules/demand";

type Props = { searchParams: Promise<SearchParams> };
const base = "/operator/demands";

export default async function OperatorNewDemand({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const draft = one(await searchParams, "demand");
  const t = await getTranslations("demand");
  if (!ctx.permissions.has("demand:submit")) return <NoRight title={t("new")} permission="demand:submit" wing="operator" />;
  const [start, products] = await Promise.all([draft ? orNotFound(readDemand(ctx, draft)).then(draftOf) : blankDemand, interestProducts(ctx)]);
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={draft ? t("edit") : t("new")} />
      <Messages namespaces={["demand"]}>
        <DemandForm operator org={ctx.org.slug} base={base} products={products} start={start} />
      </Messages>
    </Page>
  );
}
