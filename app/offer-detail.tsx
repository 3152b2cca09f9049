import { orNotFound } from "@/app/or-not-found";
import { DealChain } from "@/components/deal/deal-chain";
import { Messages } from "@/components/layout/messages";
import { Conversation } from "@/components/offer/conversation";
import { CounterBanner } from "@/components/offer/counter-banner";
import { LinkCard } from "@/components/offer/link-card";
import { OfferActions } from "@/components/offer/offer-actions";
import { OfferPage } from "@/components/offer/offer-page";
import { OfferQuestions } from "@/components/offer/offer-questions";
import { orgCtx } from "@/server/auth";
import { env } from "@/server/env";
import { readDeal } from "@/server/modules/demand";
import { readOffer } from "@/server/modules/offer";

/** One offer as a seller or a partner sees it. */
export async function CompanyOffer({ wing, org, id }: { wing: "seller" | "partner"; org: string; id: string }) {
  const ctx = await orgCtx(wing, org);
  const offer = await orNotFound(readOffer(ctx, id));
  const deal = await readDeal(ctx, { offerId: id });
  const home = `/${wing}/${org}`;
  const base = `${home}/offers`;
  return (
    <Messages namespaces={["offer"]}>
      <OfferPage
        offer={offer}
        base={base}
        demandBase={`${home}/demands`}
        actions={<OfferActions org={org} base={base} offer={offer} />}
        banner={<CounterBanner org={org} base={base} offer={offer} />}
        talk={
          <>
            <OfferQuestions org={org} offer={offer} />
            <Conversation org={org} offer={offer} desk={false} />
          </>
        }
        side={<LinkCard offer={offer} link={offer.token ? `${env.AUTH_URL ?? ""}/offer/${offer.token}` : null} maker={offer.orgId === ctx.org.id} />}
        chain={<DealChain deal={deal} home={home} here={id} />}
      />
    </Messages>
  );
}
