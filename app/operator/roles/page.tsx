import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Page } from "@/components/layout/page";
import { RoleMatrix } from "@/components/org/role-matrix";
import { orgKinds } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("org.matrix"))("title") };
}

export default async function RolesPage() {
  await orgCtx("operator");
  const t = await getTranslations("org.matrix");
  return (
    <Page>
      <PageHeader title={t("title")} sub={t("sub")} />
      <div className="grid gap-6">
        {orgKinds.map((kind) => (
          <RoleMatrix key={kind} kind={kind} />
        ))}
      </div>
    </Page>
  );
}
