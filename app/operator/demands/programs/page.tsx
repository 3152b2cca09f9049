import { getTranslations } from "next-intl/server";
import { NoRight } from "@/components/demand/no-right";
import { ProgramList } from "@/components/dispatch/program-list";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { orgCtx } from "@/server/auth";
import { programMembers } from "@/server/modules/org";

export async function generateMetadata() {
  return { title: (await getTranslations("demand.program"))("title") };
}

export default async function Programs() {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("demand");
  if (!ctx.permissions.has("system:read")) return <NoRight title={t("program.title")} permission="system:read" wing="operator" />;
  const members = await programMembers(ctx, "accelerator");
  const inside = members.filter(({ joinedAt }) => joinedAt !== null).length;
  return (
    <Page>
      <PageHeader back={{ href: "/operator/demands/desk", label: t("desk.dispatch") }} title={t("program.title")} count={inside} sub={t("program.sub")} />
      <Messages namespaces={["demand"]}>
        <ProgramList org={ctx.org.slug} members={members} disabledReason={ctx.permissions.has("system:operate") ? null : t("blocked.permission")} />
      </Messages>
    </Page>
  );
}
