import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DealChain } from "@/components/deal/deal-chain";
import { Messages } from "@/components/layout/messages";
import { Conversation } from "@/components/offer/conversation";
import { CounterBanner } from "@/components/offer/counter-banner";
import { DeskCard } from "@/components/offer/desk-card";
import { OfferActions } from "@/components/offer/offer-actions";
import { OfferDesk, type Place } from "@/components/offer/offer-desk";
import { OfferPage } from "@/components/offer/offer-page";
import { OfferQuestions } from "@/components/offer/offer-questions";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { readDeal } from "@/server/modules/demand";
import { listOffers, readOffer } from "@/server/modules/offer";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("offer"))("deskTitle") };
}

/** Where the offer lies on the desk's pile; one that has left it leads to the pile's first. */
async function placeOf(ctx: OrgCtx, id: string): Promise<Place> {
  const { rows } = await listOffers(ctx, { desk: true });
  const at = rows.findIndex((row) => row.id === id);
  const of = rows.length;
  if (at < 0) return { previous: null, next: rows[0]?.id ?? null, position: null, of };
  return { previous: rows[at - 1]?.id ?? null, next: rows[at + 1]?.id ?? null, position: at + 1, of };
}

export default async function OperatorOffer({ params }: Props) {
  const { id } = await params;
  const ctx = await orgCtx("operator");
  const [offer, place, t] = await Promise.all([orNotFound(readOffer(ctx, id)), placeOf(ctx, id), getTranslations("offer")]);
  const deal = await readDeal(ctx, { offerId: id });
  const org = ctx.org.slug;
  const base = "/operator/offers";
  return (
    <Messages namespaces={["offer"]}>
      <OfferPage
        wide
        offer={offer}
        base={base}
        demandBase="/operator/demands"
        actions={<OfferActions org={org} base={base} offer={offer} />}
        banner={<CounterBanner org={org} base={base} offer={offer} />}
        talk={
          <>
            <Conversation org={org} offer={offer} desk />
            <OfferQuestions org={org} offer={offer} />
          </>
        }
        side={
          <DeskCard offer={offer} position={place.position === null ? null : t("desk.position", { n: place.position, of: place.of })}>
            <OfferDesk key={offer.id} org={org} offer={offer} place={place} />
          </DeskCard>
        }
        chain={<DealChain deal={deal} home="/operator" here={id} />}
      />
    </Messages>
  );
}
