import { getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/csv-response";
import { orNotFound } from "@/app/or-not-found";
import { ClaimDialog, DecideClaim, WithdrawClaim } from "@/components/claim/claim-actions";
import { ClaimList } from "@/components/claim/claim-list";
import { ClaimSheet } from "@/components/claim/claim-sheet";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { homeOf } from "@/lib/rooms";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { claimListInput, claimWindow, exportClaims, listClaims, readClaim } from "@/server/modules/order";

type PageProps = { wing: OrgKind; slug?: string; search: SearchParams };

/** Claims in any wing: the partner's own, those to a seller's orders, the operators' queue. */
export async function ClaimPage({ wing, slug, search }: PageProps) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("claim");
  if (!ctx.permissions.has("claim:read")) return <NoRight title={t("title")} permission="claim:read" wing={wing} />;
  const home = homeOf(ctx.org);
  const path = `${home}/claims`;
  const openId = typeof search.open === "string" && search.open !== "" ? search.open : null;
  const given = askedOf(claimListInput, search);
  // Operators come to decide; what waits is what they see first.
  const asked = wing === "operator" && !search.status && !openId ? { ...given, status: "submitted" as const } : given;
  const [data, claim, window] = await Promise.all([orNotFound(listClaims(ctx, asked)), openId ? orNotFound(readClaim(ctx, { claimId: openId })) : null, claimWindow(ctx)]);
  const refusal = ctx.permissions.has("claim:make") ? null : t("blocked.permission");
  const action = wing === "partner" ? <ClaimDialog org={ctx.org.slug} days={window.days} disabledReason={refusal} /> : <LinkButton href={`${home}/orders`}>{t("empty.orders")}</LinkButton>;
  const closeHref = hrefWith(path, { status: asked.status ?? (wing === "operator" ? "all" : undefined) }, { cursor: asked.cursor ?? null });
  const actions = !claim || wing === "seller" ? null : wing === "partner" ? <WithdrawClaim org={ctx.org.slug} claim={claim} /> : <DecideClaim org={ctx.org.slug} claim={claim} />;
  return (
    <Messages namespaces={["claim", "file.field"]}>
      <Page>
        <PageHeader
          title={t("title")}
          sub={<>{t("sub")} <Zone /></>}
          actions={
            <>
              <LinkButton href={hrefWith(`${path}/export`, { status: asked.status }, {})} download>
                {t("export")}
              </LinkButton>
              {wing === "partner" ? action : null}
            </>
          }
        />
        <ClaimList wing={wing} path={path} asked={asked} data={data} openId={openId} start={action} />
        {claim ? <ClaimSheet claim={claim} now={data.now} home={home} orgSlug={ctx.org.slug} closeHref={closeHref} actions={actions} /> : null}
      </Page>
    </Messages>
  );
}

type ExportProps = { wing: OrgKind; slug?: string; search: URLSearchParams };

/** The same claims as a CSV file, streamed. */
export async function exportResponse({ wing, slug, search }: ExportProps): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  return csvResponse(`claims-${ctx.org.slug}`, exportClaims(ctx, askedOf(claimListInput, Object.fromEntries(search))));
}
