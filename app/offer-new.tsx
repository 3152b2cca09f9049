import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { OfferForm } from "@/components/offer/offer-form";
import { TextLink } from "@/components/ui/link-button";
import { startFromDemand, startFromOffer, startFromRenewal, startOfOwn } from "@/components/offer/form-start";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { offerDay, offerDraft, offerStart, quotableSpecs, readOffer } from "@/server/modules/offer";
import { listRenewals, type RenewalRow } from "@/server/modules/order";

type NewOfferProps = { wing: "seller" | "partner"; org: string; search: SearchParams };

/** The order line that runs out, as the radar knows it; null when it is not on it. */
async function renewalOf(ctx: OrgCtx, id: string): Promise<RenewalRow | null> {
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await listRenewals(ctx, { within: "90", cursor });
    const found = rows.find((row) => row.id === id);
    if (found || !next) return found ?? null;
    cursor = next;
  }
}

/** The offer form of a wing: from a demand, from an earlier offer (amended while it is live, submitted again once it ended), or one's own. */
export async function NewOffer({ wing, org, search }: NewOfferProps) {
  const ctx = await orgCtx(wing, org);
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:make")) return <NoRight title={t("new")} permission="offer:make" wing={wing} />;
  const [demandId, from, renewed] = [one(search, "demand"), one(search, "from"), one(search, "renew")];
  const base = `/${wing}/${org}/offers`;
  const [specs, today] = await Promise.all([quotableSpecs(ctx), offerDay(ctx)]);
  const frame = async () => {
    if (from) {
      const [draft, offer] = [await orNotFound(offerDraft(ctx, from)), await orNotFound(readOffer(ctx, from))];
      const amends = offer.acts.amend === null;
      const title = amends ? t("newVersion", { n: draft.revision + 1 }) : t("again", { number: draft.number });
      return { title, sub: <TextLink href={`${base}/${from}`}>{draft.number}</TextLink>, back: `${base}/${from}`, start: startFromOffer(draft, { amends, today }) };
    }
    if (demandId) {
      const demand = await orNotFound(offerStart(ctx, demandId));
      return { title: t("new"), sub: <TextLink href={`/${wing}/${org}/demands/${demandId}`}>{t("newFor", { number: demand.demandNumber })}</TextLink>, back: base, start: startFromDemand(demand, today) };
    }
    const renewal = renewed ? await renewalOf(ctx, renewed) : null;
    if (renewal) return { title: t("newRenewal"), sub: `${renewal.productName} · ${renewal.customerName}`, back: `/${wing}/${org}/renewals`, start: startFromRenewal(renewal, specs, today) };
    return { title: t("new"), sub: t("ownSale"), back: base, start: startOfOwn(today) };
  };
  const { title, sub, back, start } = await frame();
  return (
    <Page>
      <PageHeader back={{ href: back, label: t("back") }} title={title} sub={sub} />
      <Messages namespaces={["offer", "demand.errors"]}>
        <OfferForm org={org} base={base} specs={specs} start={start} today={today} asksShare={wing === "partner"} />
      </Messages>
    </Page>
  );
}
