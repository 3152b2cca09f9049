import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { KeptOwner } from "@/components/form/kept-owner";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { AuthShell } from "@/components/layout/auth-shell";
import { TextLink } from "@/components/ui/link-button";
import { SignInForm } from "@/components/org/sign-in-form";
import { currentSession, safeNext } from "@/server/auth";
import { env } from "@/server/env";
import { enter } from "../actions";

const demoPassword = "countinghouse-demo";
const demoPeople = ["seller", "seller2", "partner", "partner2", "dispatcher", "reviewer", "finance", "finance2", "operator"].map((key) => ({ key, email: `${key}@example.test` }));

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("auth"))("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, done, error } = await searchParams;
  if (await currentSession()) redirect(safeNext(next));
  const t = await getTranslations("auth");
  const used = done === "reset" || done === "invitation" || done === "out" ? done : null;
  return (
    <AuthShell
      title={t("title")}
      sub={t("sub")}
      footer={
        <>
          <TextLink href="/reset">{t("forgot")}</TextLink>
          {env.DEMO ? <p className="mt-2">{t("demo.caption")}</p> : null}
        </>
      }
    >
      <div className="mb-4 grid gap-4 empty:hidden">
        {used ? <InlineAlert tone="ok" title={t(`done.${used}`)} /> : null}
        {error === "CredentialsSignin" ? <InlineAlert tone="stop" title={t("wrong")} /> : null}
      </div>
      {used === "out" ? <KeptOwner person={null} /> : null}
      <SignInForm enter={enter.bind(null, safeNext(next))} demo={env.DEMO ? { password: demoPassword, people: demoPeople } : null} />
    </AuthShell>
  );
}
