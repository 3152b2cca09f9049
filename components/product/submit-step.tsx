import { useLocale, useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { formatUntil } from "@/components/ui/date-format";
import { TextLink } from "@/components/ui/link-button";
import type { Locale } from "@/lib/locale";
import type { ApplicationDetail } from "@/server/modules/product/contract";
import { CertificateReading } from "./certificate-reading";
import { DraftPreview } from "./draft-preview";
import { Findings } from "./findings";
import { SubmitButton } from "./submit-actions";
import { useBlocked } from "./words";

type SubmitStepProps = { application: ApplicationDetail; orgSlug: string; base: string };

function Standing({ application, orgSlug }: { application: ApplicationDetail; orgSlug: string }) {
  const t = useTranslations("product.submit");
  const locale = useLocale() as Locale;
  if (application.status === "approved") {
    return (
      <InlineAlert tone="ok" title={t("approved")}>
        {application.productId ? <TextLink href={`/seller/${orgSlug}/products/${application.productId}`}>{t("product")}</TextLink> : null}
      </InlineAlert>
    );
  }
  if (application.dueAt) return <InlineAlert tone="run" title={t("waiting", { due: formatUntil(application.dueAt, locale) })} />;
  return null;
}

/** The last step: what was refused before, what would be refused now, everything as it will be listed, and the button. */
export function SubmitStep({ application, orgSlug, base }: SubmitStepProps) {
  const t = useTranslations("product");
  const reasonOf = useTranslations("review.reason");
  const blocked = useBlocked();
  const open = application.acts.edit !== "handedIn";
  const [blocking, risks] = (["block", "risk"] as const).map((weight) => application.findings.filter((finding) => finding.weight === weight));
  return (
    <div className="grid gap-4">
      <Standing application={application} orgSlug={orgSlug} />
      {application.reasons.length > 0 ? (
        <InlineAlert tone="stop" title={`${t("card.reasons")}: ${application.reasons.map(({ code }) => reasonOf(code)).join(" · ")}`}>
          {application.reasons[0]?.note}
        </InlineAlert>
      ) : null}
      {open ? (
        <>
          <Findings tone="stop" title={t("submit.blocking")} findings={blocking ?? []} base={base} />
          <Findings tone="wait" title={t("submit.risks")} findings={risks ?? []} base={base} />
          {application.findings.length === 0 ? <InlineAlert tone="ok" title={t("submit.ready")} /> : null}
        </>
      ) : null}
      <DraftPreview draft={application.draft} title={t("card.preview")} />
      <CertificateReading application={application} orgSlug={orgSlug} />
      {open ? <SubmitButton orgSlug={orgSlug} applicationId={application.id} disabledReason={blocked(application.acts.submit)} /> : null}
    </div>
  );
}
