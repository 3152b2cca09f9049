import { useTranslations } from "next-intl";
import { AuthShell } from "@/components/layout/auth-shell";
import { LinkButton } from "@/components/ui/link-button";

/** A mailed link that was used, withdrawn or is too old. */
export function LinkGone() {
  const t = useTranslations("auth");
  return (
    <AuthShell title={t("linkGone.title")} sub={t("linkGone.body")}>
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/sign-in" variant="primary">
          {t("reset.back")}
        </LinkButton>
        <LinkButton href="/reset">{t("linkGone.again")}</LinkButton>
      </div>
    </AuthShell>
  );
}
