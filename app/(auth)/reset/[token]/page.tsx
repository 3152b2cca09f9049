import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { PasswordForm } from "@/components/org/link-forms";
import { tokenView } from "@/server/modules/org";
import { answerLink } from "../../actions";
import { LinkGone } from "../../link-gone";
import { stranger } from "../../stranger";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("auth.reset"))("newTitle") };
}

export default async function NewPasswordPage({ params }: Props) {
  const { token } = await params;
  const view = await tokenView(await stranger(), token);
  if (view?.purpose !== "reset") return <LinkGone />;
  const t = await getTranslations("auth.reset");
  return (
    <AuthShell title={t("newTitle")} sub={t("newSub", { email: view.email })}>
      <PasswordForm send={answerLink.bind(null, token)} />
    </AuthShell>
  );
}
