import { getLocale, getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/layout/auth-shell";
import { AcceptForm, SeatForm } from "@/components/org/link-forms";
import { tokenView } from "@/server/modules/org";
import { answerLink } from "../../actions";
import { LinkGone } from "../../link-gone";
import { stranger } from "../../stranger";

type Props = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const view = await tokenView(await stranger(), token);
  if (view?.purpose !== "invitation") return <LinkGone />;
  const t = await getTranslations("auth.invitation");
  const words = await getTranslations("org");
  const org = (await getLocale()) === "en" ? view.orgNameEn : view.orgNameZh;
  const roles = view.roles.map((role) => words(`role.${view.orgKind}.${role}`)).join(words("and"));
  const send = answerLink.bind(null, token);
  return (
    <AuthShell title={t("title", { org: org ?? "" })} sub={t("sub", { roles })}>
      {view.known ? <p className="mb-4">{t("known", { email: view.email })}</p> : null}
      {view.known ? <AcceptForm send={send} /> : <SeatForm send={send} />}
    </AuthShell>
  );
}
