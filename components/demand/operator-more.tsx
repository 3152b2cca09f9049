"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { DemandDetail } from "@/server/modules/demand/contract";
import { useBlocked } from "./blocked";
import { AskDialog } from "./clock-dialogs";

/** What the operators may do beside dispatching; checks, matches and the order of sellers are the desk's. */
export function OperatorMore({ org, demand }: { org: string; demand: DemandDetail }) {
  const t = useTranslations("demand.detail");
  const blocked = useBlocked(demand);
  return (
    <>
      <LinkButton href={`/operator/demands/desk?open=${demand.id}`} disabledReason={blocked("assign")}>
        {t("openDesk")}
      </LinkButton>
      <AskDialog org={org} demand={demand} />
    </>
  );
}
