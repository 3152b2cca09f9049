import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { OfferActions } from "@/components/offer/offer-actions";
import { OfferPage } from "@/components/offer/offer-page";
import { orgCtx } from "@/server/auth";
import { env } from "@/server/env";
import { readOffer } from "@/server/modules/offer";

type Props = { params: Promise<{ org: string; id: string }> };

export default async function PartnerOffer({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("partner", org);
  const offer = await orNotFound(readOffer(ctx, id));
  return (
    <OfferPage
      offer={offer}
      base={`/partner/${org}/offers`}
      demandBase={`/partner/${org}/demands`}
      link={offer.token ? `${env.AUTH_URL ?? ""}/offer/${offer.token}` : null}
      maker={offer.orgId === ctx.org.id}
      actions={
        <Messages namespaces={["offer"]}>
          <OfferActions org={org} offer={offer} />
        </Messages>
      }
    />
  );
}
