import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Deadline } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import { offerLifecycle } from "@/lib/states/offer";
import type { OfferDetail } from "@/server/modules/offer/contract";
import { beyondBp, pointsOf } from "./breach-words";

/** What the desk must know to decide: until when, how deep, and who may go that deep; its buttons beneath. */
export function DeskCard({ offer, position, children }: { offer: OfferDetail; position: ReactNode; children: ReactNode }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const beyond = Math.max(0, ...offer.breaches.map(beyondBp));
  const roles = (offer.calculation?.approvers ?? []).map((role) => t(`role.${role}` as "role.lead")).join(t("or"));
  const waits = offer.status === "review";
  return (
    <Card title={t("desk.title")} note={position} as="aside">
      <div className="px-4">
        <DefinitionList
          items={[
            { term: t("field.due"), value: waits && offer.dueAt ? <Deadline due={offer.dueAt} now={offer.now} calm /> : <StateTag lifecycle={offerLifecycle} state={offer.status} locale={locale} /> },
            ...(offer.deepestBp === null ? [] : [{ term: t("desk.deepest"), value: formatRate(offer.deepestBp, locale), hint: beyond > 0 ? t("desk.beyond", { points: pointsOf(beyond) }) : undefined }]),
            ...(waits ? [{ term: t("desk.approvers"), value: roles || t("role.none") }] : []),
            { term: t("field.maker"), value: `${offer.makerName} · ${offer.createdByName}`, hint: t("desk.notByMaker") },
          ]}
        />
      </div>
      <div className="sticky bottom-0 mt-2 rounded-b-lg border-t border-hair-strong bg-sheet px-4 py-3">{children}</div>
    </Card>
  );
}
