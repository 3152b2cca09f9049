import { demandOf, demandTitle } from "@/app/demand-detail";
import { orNotFound } from "@/app/or-not-found";
import { DemandPage } from "@/components/demand/demand-page";
import { PartnerActions, PartnerMore } from "@/components/demand/partner-actions";
import { homeOf } from "@/lib/rooms";
import { orgCtx } from "@/server/auth";
import { readDeal } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string; id: string }> };

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params;
  return demandTitle("partner", org, id);
}

export default async function PartnerDemand({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("partner", org);
  const [demand, deal] = await Promise.all([demandOf("partner", org, id), orNotFound(readDeal(ctx, { demandId: id }))]);
  const home = homeOf(ctx.org);
  return (
    <DemandPage org={org} home={home} demand={demand} deal={deal} actions={<PartnerActions base={`${home}/demands`} demand={demand} />} more={<PartnerMore org={org} demand={demand} />} />
  );
}
