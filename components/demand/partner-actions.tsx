"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import type { DemandDetail } from "@/server/modules/demand/contract";
import { CancelDialog } from "./cancel-dialog";
import { CloseActions } from "./close-actions";

/** What the submitting company may do with its demand. */
export function PartnerActions({ org, base, demand }: { org: string; base: string; demand: DemandDetail }) {
  const t = useTranslations("demand");
  const editable = demand.status === "draft" || demand.status === "returned";
  return (
    <>
      <CancelDialog org={org} demand={demand} />
      {editable ? null : <CloseActions org={org} demand={demand} />}
      {editable ? (
        <LinkButton variant="primary" href={`${base}/new?demand=${demand.id}`}>
          {t("act.continue")}
        </LinkButton>
      ) : null}
    </>
  );
}
