import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DemandForm } from "@/components/demand/demand-form";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { blankDemand, demandFor, draftOf } from "@/components/dispatch/draft-start";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { orgCtx } from "@/server/auth";
import { demandDay, interestProducts, readDemand } from "@/server/modules/demand";

type Props = { searchParams: Promise<SearchParams> };
const base = "/operator/demands";

export async function generateMetadata() {
  return { title: (await getTranslations("demand"))("new") };
}

export default async function OperatorNewDemand({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const search = await searchParams;
  const [draft, productId] = [one(search, "demand"), one(search, "product")];
  const t = await getTranslations("demand");
  if (!ctx.permissions.has("demand:submit")) return <NoRight title={t("new")} permission="demand:submit" wing="operator" />;
  const [stored, products] = await Promise.all([draft ? orNotFound(readDemand(ctx, draft)).then(draftOf) : null, orNotFound(interestProducts(ctx, { productId }))]);
  const start = stored ?? (productId ? demandFor(productId, products) : blankDemand);
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={draft ? t("edit") : t("new")} />
      {!stored && productId && start.products.length === 0 ? (
        <div className="mb-4">
          <InlineAlert tone="wait" title={t("form.productClosed")}>
            {t("form.productClosedTodo")}
          </InlineAlert>
        </div>
      ) : null}
      <Messages namespaces={["demand"]}>
        <DemandForm operator org={ctx.org.slug} person={ctx.actor.kind === "person" ? ctx.actor.id : ""} base={base} products={products} start={start} today={await demandDay(ctx)} />
      </Messages>
    </Page>
  );
}
