import { demandOf, demandTitle } from "@/app/demand-detail";
import { orNotFound } from "@/app/or-not-found";
import { DemandPage } from "@/components/demand/demand-page";
import { DispatchActions } from "@/components/demand/dispatch-actions";
import { OperatorMore } from "@/components/demand/operator-more";
import { MergedHistories, PastChoices } from "@/components/dispatch/past";
import { homeOf } from "@/lib/rooms";
import { orgCtx } from "@/server/auth";
import { dispatchDesk, readDeal, readDuplicates, readMatches } from "@/server/modules/demand";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  return demandTitle("operator", undefined, (await params).id);
}

export default async function OperatorDemand({ params }: Props) {
  const { id } = await params;
  const ctx = await orgCtx("operator");
  const [demand, deal] = await Promise.all([demandOf("operator", undefined, id), orNotFound(readDeal(ctx, { demandId: id }))]);
  const dispatches = ctx.permissions.has("demand:dispatch");
  const [desk, matches, duplicates] = dispatches ? await Promise.all([dispatchDesk(ctx, id), readMatches(ctx, id), readDuplicates(ctx, id)]) : [{ sellers: [], acceptBy: demand.now }, null, null];
  return (
    <DemandPage
      org={ctx.org.slug}
      home={homeOf(ctx.org)}
      demand={demand}
      deal={deal}
      actions={<DispatchActions org={ctx.org.slug} demand={demand} desk={desk} />}
      more={<OperatorMore org={ctx.org.slug} demand={demand} />}
      past={
        <>
          {matches ? <PastChoices matches={matches} /> : null}
          {duplicates ? <MergedHistories merged={duplicates.merged} /> : null}
        </>
      }
    />
  );
}
