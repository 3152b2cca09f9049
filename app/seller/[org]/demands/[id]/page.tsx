import { orNotFound } from "@/app/or-not-found";
import { DemandPage } from "@/components/demand/demand-page";
import { SellerActions } from "@/components/demand/seller-actions";
import { Messages } from "@/components/layout/messages";
import { orgCtx } from "@/server/auth";
import { readDemand, solutionSpecs } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string; id: string }> };

export default async function SellerDemand({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("seller", org);
  const [demand, specs] = await Promise.all([orNotFound(readDemand(ctx, id)), solutionSpecs(ctx)]);
  return (
    <DemandPage
      demand={demand}
      base={`/seller/${org}/demands`}
      actions={
        <Messages namespaces={["demand"]}>
          <SellerActions org={org} demand={demand} specs={specs} />
        </Messages>
      }
    />
  );
}
