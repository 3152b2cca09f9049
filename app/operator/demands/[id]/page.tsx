import { orNotFound } from "@/app/or-not-found";
import { DemandPage } from "@/components/demand/demand-page";
import { DispatchActions } from "@/components/demand/dispatch-actions";
import { Messages } from "@/components/layout/messages";
import { orgCtx } from "@/server/auth";
import { dispatchDesk, readDemand } from "@/server/modules/demand";

type Props = { params: Promise<{ id: string }> };

export default async function OperatorDemand({ params }: Props) {
  const { id } = await params;
  const ctx = await orgCtx("operator");
  const demand = await orNotFound(readDemand(ctx, id));
  const desk = ctx.permissions.has("demand:dispatch") ? await dispatchDesk(ctx, id) : { sellers: [], acceptBy: demand.now };
  return (
    <DemandPage
      demand={demand}
      base="/operator/demands"
      actions={
        <Messages namespaces={["demand"]}>
          <DispatchActions org={ctx.org.slug} demand={demand} desk={desk} />
        </Messages>
      }
    />
  );
}
