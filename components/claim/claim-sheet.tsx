import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { SideSheet } from "@/components/ui/side-sheet";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { claimLifecycle } from "@/lib/states/order";
import type { ClaimDetail, ClaimFacts } from "@/server/modules/order/contract-claim";

type SheetProps = { claim: ClaimDetail; now: string; home: string; orgSlug: string; closeHref: string; actions: ReactNode };

/** How things stood when the order was placed, for whoever decides. */
function Facts({ facts }: { facts: ClaimFacts }) {
  const t = useTranslations("claim");
  return (
    <section className="grid gap-2">
      <h3 className="font-[620]">{t("facts")}</h3>
      {facts.blocked ? <InlineAlert tone="stop" title={t(`errors.${facts.blocked as "noShareRule"}.what`)}>{t(`errors.${facts.blocked as "noShareRule"}.why`)}</InlineAlert> : null}
      <DefinitionList
        items={[
          { term: t("field.placed"), value: <DateTime at={facts.placedAt} /> },
          { term: t("field.customer"), value: facts.customerName, hint: facts.customerAccount },
          { term: t("field.branch"), value: t(`branches.${facts.branch}`) },
          { term: t("field.agreement"), value: facts.agreementNumber ?? t("none"), hint: facts.agreementNumber ? undefined : t("noAgreement") },
          ...facts.shares.map((share) => ({ term: t("field.shares"), value: share.shareBp === null ? t("none") : <Percent bp={share.shareBp} />, hint: share.product })),
        ]}
      />
    </section>
  );
}

/** One claim: what is claimed, with which proof, how it ended. */
export function ClaimSheet({ claim, now, home, orgSlug, closeHref, actions }: SheetProps) {
  const t = useTranslations("claim");
  const locale = useLocale() as Locale;
  const decided = claim.decidedAt
    ? [
        { term: t("field.decided"), value: <DateTime at={claim.decidedAt} />, hint: claim.decidedByName ?? undefined },
        ...(claim.decisionNote ? [{ term: t("field.note"), value: <span className="whitespace-pre-line">{claim.decisionNote}</span> }] : []),
      ]
    : [];
  return (
    <SideSheet
      closeHref={closeHref}
      eyebrow={claim.number}
      title={claim.orderNumber}
      footer={
        <>
          {actions}
          {claim.orderId ? <LinkButton href={`${home}/orders/${claim.orderId}`}>{t("openOrder")}</LinkButton> : null}
        </>
      }
    >
      <div className="grid gap-5">
        <DefinitionList
          items={[
            { term: t("field.status"), value: <StateTag lifecycle={claimLifecycle} state={claim.status} locale={locale} /> },
            ...(claim.dueAt ? [{ term: t("field.due"), value: <Deadline due={claim.dueAt} now={now} /> }] : []),
            { term: t("field.partner"), value: claim.partnerName, hint: claim.claimedByName },
            { term: t("field.seller"), value: claim.sellerName },
            ...(claim.amountFen ? [{ term: t("field.amount"), value: <Money fen={claim.amountFen} /> }] : []),
            { term: t("field.created"), value: <DateTime at={claim.createdAt} /> },
            { term: t("field.reason"), value: <span className="whitespace-pre-line">{claim.reason}</span> },
            ...(claim.proof ? [{ term: t("field.proof"), value: <TextLink href={`/api/files/${claim.proof.fileId}?org=${orgSlug}`}>{claim.proof.name}</TextLink> }] : []),
            ...decided,
          ]}
        />
        {claim.facts ? <Facts facts={claim.facts} /> : null}
      </div>
    </SideSheet>
  );
}
