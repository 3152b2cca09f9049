import { demandOf, demandTitle } from "@/app/demand-detail";
import { orNotFound } from "@/app/or-not-found";
import { DemandPage } from "@/components/demand/demand-page";
import { SellerActions, SellerMore } from "@/components/demand/seller-actions";
import { homeOf } from "@/lib/rooms";
import { orgCtx } from "@/server/auth";
import { readDeal, solutionSpecs } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string; id: string }> };

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params;
  return demandTitle("seller", org, id);
}

export default async function SellerDemand({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("seller", org);
  const demand = await demandOf("seller", org, id);
  const [deal, specs] = await Promise.all([orNotFound(readDeal(ctx, { demandId: id })), solutionSpecs(ctx)]);
  return (
    <DemandPage
      org={org}
      home={homeOf(ctx.org)}
      demand={demand}
      deal={deal}
      actions={<SellerActions org={org} demand={demand} />}
      more={<SellerMore org={org} demand={demand} specs={specs} />}
    />
  );
}
