import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DemandForm } from "@/components/demand/demand-form";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { blankDemand, demandFor, draftOf } from "@/components/dispatch/draft-start";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { orgCtx } from "@/server/auth";
import { demandDay, interestProducts, readDemand } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata() {
  return { title: (await getTranslations("demand"))("new") };
}

export default async function NewDemand({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("partner", org);
  const search = await searchParams;
  const [draft, productId] = [one(search, "demand"), one(search, "product")];
  const base = `/partner/${org}/demands`;
  const [stored, products, t] = await Promise.all([draft ? orNotFound(readDemand(ctx, draft)).then(draftOf) : null, orNotFound(interestProducts(ctx, { productId })), getTranslations("demand")]);
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
        <DemandForm org={org} person={ctx.actor.kind === "person" ? ctx.actor.id : ""} base={base} products={products} start={start} today={await demandDay(ctx)} />
      </Messages>
    </Page>
  );
}
