import { getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/csv-response";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { RenewalList } from "@/components/renewal/renewal-list";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { homeOf } from "@/lib/rooms";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { exportRenewals, listRenewals, renewalListInput } from "@/server/modules/order";

type PageProps = { wing: OrgKind; slug?: string; search: SearchParams };

/** What runs out soon, in any wing. */
export async function RenewalPage({ wing, slug, search }: PageProps) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("renewal");
  if (!ctx.permissions.has("order:read")) return <NoRight title={t("title")} permission="order:read" wing={wing} />;
  const home = homeOf(ctx.org);
  const asked = askedOf(renewalListInput, search);
  const data = await orNotFound(listRenewals(ctx, asked));
  return (
    <Page wide>
      <PageHeader
        title={t("title")}
        sub={<>{t("sub")} <Zone /></>}
        actions={
          <LinkButton href={hrefWith(`${home}/renewals/export`, { within: asked.within }, {})} download>
            {t("export")}
          </LinkButton>
        }
      />
      <RenewalList wing={wing} home={home} asked={asked} data={data} mayOffer={ctx.permissions.has("offer:make")} />
    </Page>
  );
}

type ExportProps = { wing: OrgKind; slug?: string; search: URLSearchParams };

/** The same radar as a CSV file, streamed. */
export async function exportResponse({ wing, slug, search }: ExportProps): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  return csvResponse(`renewals-${ctx.org.slug}`, exportRenewals(ctx, askedOf(renewalListInput, Object.fromEntries(search))));
}
