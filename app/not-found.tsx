import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { LinkButton } from "@/components/ui/link-button";

export default async function NotFound() {
  const t = await getTranslations("auth.notFound");
  return (
    <AuthShell title={t("title")} sub={t("body")}>
      <LinkButton href="/" variant="primary">
        {t("home")}
      </LinkButton>
    </AuthShell>
  );
}
