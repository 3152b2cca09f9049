import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { orNotFound } from "@/app/or-not-found";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { type FormStart, startFromDemand, startFromOffer, startFromProduct, startFromRenewal, startOfOwn } from "@/components/offer/form-start";
import { OfferForm } from "@/components/offer/offer-form";
import { StartBlocked } from "@/components/offer/start-blocked";
import { StartNotes } from "@/components/offer/start-notes";
import { TextLink } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { offerDay, offerDraft, offerHindrance, offerStart, quotableSpecs, readOffer } from "@/server/modules/offer";
import type { QuotableSpec } from "@/server/modules/offer/contract";
import { renewalStart } from "@/server/modules/order";

type Wing = "seller" | "partner";
type NewOfferProps = { wing: Wing; org: string; search: SearchParams };
/** What the page shows: a form and what it is kept under in the browser, or why there is none. */
type Frame = { title: string; sub?: ReactNode; back: { href: string; label: string } } & ({ start: FormStart; specs: QuotableSpec[]; subject: string } | { blocked: ReactNode });
type Asked = { ctx: OrgCtx; wing: Wing; home: string; today: string };

/** From an earlier offer: amended while it is live, submitted again once it ended. */
async function fromOffer({ ctx, home, today }: Asked, from: string): Promise<Frame> {
  const t = await getTranslations("offer");
  const [draft, offer] = [await orNotFound(offerDraft(ctx, from)), await orNotFound(readOffer(ctx, from))];
  const amends = offer.acts.amend === null;
  const title = amends ? t("newVersion", { n: draft.revision + 1 }) : t("again", { number: draft.number });
  const frame = { title, back: { href: `${home}/offers/${from}`, label: draft.number } };
  if (amends && draft.hindrance) return { ...frame, blocked: <StartBlocked kind="demand" home={home} hindrance={draft.hindrance} demandId={draft.demandId ?? ""} amending /> };
  const specs = await quotableSpecs(ctx, { specIds: draft.lines.map((line) => line.productSpecId) });
  const start = startFromOffer(draft, { amends, today, specs, productNames: offer.lines.map((line) => line.productName) });
  return { ...frame, start, specs, subject: `from:${from}` };
}

async function fromDemand({ ctx, wing, home, today }: Asked, demandId: string): Promise<Frame> {
  const t = await getTranslations("offer");
  const frame = { title: t("new"), back: { href: `${home}/offers`, label: t("back") } };
  if (wing === "partner") return { ...frame, blocked: <StartBlocked kind="side" home={home} /> };
  const hindrance = await orNotFound(offerHindrance(ctx, demandId));
  if (hindrance) return { ...frame, blocked: <StartBlocked kind="demand" home={home} hindrance={hindrance} demandId={demandId} /> };
  const demand = await orNotFound(offerStart(ctx, demandId));
  const specs = await quotableSpecs(ctx, { specIds: demand.lines.map((line) => line.productSpecId) });
  const sub = <TextLink href={`${home}/demands/${demandId}`}>{t("newFor", { number: demand.demandNumber })}</TextLink>;
  return { ...frame, sub, start: startFromDemand(demand, specs, today), specs, subject: `demand:${demandId}` };
}

async function fromRenewal({ ctx, wing, home, today }: Asked, lineId: string): Promise<Frame> {
  const t = await getTranslations("offer");
  const frame = { title: t("newRenewal"), back: { href: `${home}/renewals`, label: t("start.radar") } };
  const renewal = await orNotFound(renewalStart(ctx, lineId));
  if (!renewal) return { ...frame, blocked: <StartBlocked kind="renewal" home={home} /> };
  const specs = await quotableSpecs(ctx, { specIds: renewal.productSpecId ? [renewal.productSpecId] : [], productId: renewal.productId });
  const start = startFromRenewal(renewal, specs, { today, asksShare: wing === "partner" });
  return { ...frame, sub: `${renewal.productName} · ${renewal.customerName}`, start, specs, subject: `renew:${lineId}` };
}

async function ownSale({ ctx, home, today }: Asked, productId: string | undefined): Promise<Frame> {
  const t = await getTranslations("offer");
  const specs = await orNotFound(quotableSpecs(ctx, { productId }));
  const start = productId ? startFromProduct(productId, specs, today) : startOfOwn(today);
  return { title: t("new"), sub: t("ownSale"), back: { href: `${home}/offers`, label: t("back") }, start, specs, subject: productId ? `product:${productId}` : "own" };
}

/** The offer form of a wing: from an earlier offer, a demand, what runs out, a product, or nothing. */
export async function NewOffer({ wing, org, search }: NewOfferProps) {
  const ctx = await orgCtx(wing, org);
  const t = await getTranslations("offer");
  if (!ctx.permissions.has("offer:make")) return <NoRight title={t("new")} permission="offer:make" wing={wing} />;
  const [from, demandId, renewed] = [one(search, "from"), one(search, "demand"), one(search, "renew")];
  const asked: Asked = { ctx, wing, home: `/${wing}/${org}`, today: await offerDay(ctx) };
  const frame = from ? await fromOffer(asked, from) : demandId ? await fromDemand(asked, demandId) : renewed ? await fromRenewal(asked, renewed) : await ownSale(asked, one(search, "product"));
  const form = "start" in frame ? (
    <Messages namespaces={["offer", "demand.errors"]}>
      <StartNotes notes={frame.start.notes} />
      <OfferForm org={org} person={ctx.actor.kind === "person" ? ctx.actor.id : ""} base={`${asked.home}/offers`} specs={frame.specs} start={frame.start} subject={frame.subject} today={asked.today} asksShare={wing === "partner"} />
    </Messages>
  ) : null;
  return (
    <Page>
      <PageHeader back={frame.back} title={frame.title} sub={frame.sub} />
      {"blocked" in frame ? frame.blocked : form}
    </Page>
  );
}
