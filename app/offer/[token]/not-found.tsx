import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";

export default async function OfferMissing() {
  const t = await getTranslations("offer.buyer");
  return (
    <AuthShell title={t("missingTitle")}>
      <p>{t("missingBody")}</p>
    </AuthShell>
  );
}
