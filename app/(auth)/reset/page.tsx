import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { ForgottenForm } from "@/components/org/link-forms";
import { TextLink } from "@/components/ui/link-button";
import { forget } from "../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.reset"))("title") };
}

export default async function ResetPage() {
  const t = await getTranslations("auth.reset");
  return (
    <AuthShell title={t("title")} sub={t("sub")} footer={<TextLink href="/sign-in">{t("back")}</TextLink>}>
      <ForgottenForm send={forget} />
    </AuthShell>
  );
}
