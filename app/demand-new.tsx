import { getTranslations } from "next-intl/server";
import { DemandForm } from "@/components/demand/demand-form";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { blankDemand, demandFor, draftOf } from "@/components/dispatch/draft-start";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { TextLink } from "@/components/ui/link-button";
import { homeOf } from "@/lib/rooms";
import type { DemandState } from "@/lib/states/demand";
import { orgCtx } from "@/server/auth";
import { demandDay, interestProducts, readDemand } from "@/server/modules/demand";
import { orNotFound } from "./or-not-found";

/** What the form may still change. */
const unsent: ReadonlySet<DemandState> = new Set(["draft", "returned"]);

type NewDemandProps = { wing: "partner" | "operator"; org?: string; search: SearchParams };

/** The demand form of a wing: from a draft, a product of the catalogue, or nothing. */
export async function NewDemand({ wing, org, search }: NewDemandProps) {
  const ctx = await orgCtx(wing, org);
  const t = await getTranslations("demand");
  if (!ctx.permissions.has("demand:submit")) return <NoRight title={t("new")} permission="demand:submit" wing={wing} />;
  const [draft, productId] = [one(search, "demand"), one(search, "product")];
  const base = `${homeOf(ctx.org)}/demands`;
  const [known, products, today] = await Promise.all([draft ? orNotFound(readDemand(ctx, draft)) : null, orNotFound(interestProducts(ctx, { productId })), demandDay(ctx)]);
  const header = <PageHeader back={{ href: base, label: t("back") }} title={draft ? t("edit") : t("new")} />;
  if (known && !unsent.has(known.status)) {
    return (
      <Page>
        {header}
        <InlineAlert tone="run" title={t("form.sentAlready", { number: known.number })}>
          <TextLink href={`${base}/${known.id}`}>{t("form.sentAlreadyOpen")}</TextLink>
        </InlineAlert>
      </Page>
    );
  }
  const stored = known && draftOf(known);
  const start = stored ?? (productId ? demandFor(productId, products) : blankDemand);
  return (
    <Page>
      {header}
      {!stored && productId && start.products.length === 0 ? (
        <div className="mb-4">
          <InlineAlert tone="wait" title={t("form.productClosed")}>
            {t("form.productClosedTodo")}
          </InlineAlert>
        </div>
      ) : null}
      <Messages namespaces={["demand"]}>
        <DemandForm operator={wing === "operator"} org={ctx.org.slug} person={ctx.actor.kind === "person" ? ctx.actor.id : ""} base={base} products={products} start={start} today={today} />
      </Messages>
    </Page>
  );
}
