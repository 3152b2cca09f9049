import { orNotFound } from "@/app/or-not-found";
import { DemandPage } from "@/components/demand/demand-page";
import { PartnerActions } from "@/components/demand/partner-actions";
import { Messages } from "@/components/layout/messages";
import { orgCtx } from "@/server/auth";
import { readDemand } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string; id: string }> };

export default async function PartnerDemand({ params }: Props) {
  const { org, id } = await params;
  const ctx = await orgCtx("partner", org);
  const demand = await orNotFound(readDemand(ctx, id));
  const base = `/partner/${org}/demands`;
  return (
    <DemandPage
      demand={demand}
      base={base}
      actions={
        <Messages namespaces={["demand"]}>
          <PartnerActions org={org} base={base} demand={demand} />
        </Messages>
      }
    />
  );
}
