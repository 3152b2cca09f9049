import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { OfferActions } from "@/components/offer/offer-actions";
import { OfferPage } from "@/components/offer/offer-page";
import { orgCtx } from "@/server/auth";
import { readOffer } from "@/server/modules/offer";

type Props = { params: Promise<{ id: string }> };

export default async function OperatorOffer({ params }: Props) {
  const { id } = await params;
  const ctx = await orgCtx("operator");
  const offer = await orNotFound(readOffer(ctx, id));
  return (
    <OfferPage
      offer={offer}
      base="/operator/demands/offers"
      demandBase="/operator/demands"
      link={null}
      maker={false}
      actions={
        <Messages namespaces={["offer"]}>
          <OfferActions org={ctx.org.slug} offer={offer} />
        </Messages>
      }
    />
  );
}
