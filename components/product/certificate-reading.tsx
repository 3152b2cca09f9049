import { useTranslations } from "next-intl";
import { CertificateState } from "@/components/qualification/certificate-state";
import { MatchTable } from "@/components/qualification/match-table";
import { ReadingWatch } from "@/components/qualification/reading-watch";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link-button";
import type { ApplicationDetail } from "@/server/modules/product/contract";

/** How the certificate's reading stands: waiting, refused, unreadable, or field by field. */
export function CertificateReading({ application, orgSlug }: { application: ApplicationDetail; orgSlug: string }) {
  const t = useTranslations("product.reading");
  const reasonOf = useTranslations("file.reason");
  const { certificate } = application;
  if (!certificate) return null;
  const { file, state, match } = certificate;
  const reason = file.refusedReason && reasonOf.has(file.refusedReason) ? reasonOf(file.refusedReason) : (file.refusedReason ?? "");
  return (
    <Card title={t("title")} actions={<CertificateState state={state} />}>
      {state === "reading" ? <ReadingWatch orgSlug={orgSlug} certificateId={certificate.id} /> : null}
      <div role="status" className="px-3 py-2">
        {state === "reading" ? t("waiting") : file.state === "refused" ? t("refused", { reason }) : match ? null : t("unreadable")}
      </div>
      {match ? <MatchTable certificate={certificate} /> : null}
      {file.state === "clean" ? (
        <p className="small px-3 py-2">
          {file.name} · <TextLink href={`/api/files/${file.id}?org=${orgSlug}&view=1`} external>{t("open")}</TextLink>
        </p>
      ) : null}
    </Card>
  );
}
