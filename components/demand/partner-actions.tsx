"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { DemandDetail } from "@/server/modules/demand/contract";
import { CancelDialog } from "./cancel-dialog";
import { HandOverDialog } from "./clock-dialogs";
import { CloseActions } from "./close-actions";

/** What the submitting company is to do with its demand now. */
export function PartnerActions({ base, demand }: { base: string; demand: DemandDetail }) {
  const t = useTranslations("demand");
  const editable = demand.status === "draft" || demand.status === "returned";
  return editable ? (
    <LinkButton variant="primary" href={`${base}/new?demand=${demand.id}`}>
      {t("act.continue")}
    </LinkButton>
  ) : null;
}

/** Everything else it may do: take it back, close it, give it to a colleague. */
export function PartnerMore({ org, demand }: { org: string; demand: DemandDetail }) {
  const editable = demand.status === "draft" || demand.status === "returned";
  return (
    <>
      <CancelDialog org={org} demand={demand} />
      {editable ? null : <CloseActions org={org} demand={demand} />}
      <HandOverDialog org={org} demand={demand} />
    </>
  );
}
