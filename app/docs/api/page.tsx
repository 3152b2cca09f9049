import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { type ApiDocument, ApiDocs } from "@/components/system/api-docs";
import { LinkButton } from "@/components/ui/link-button";
import { openApiDocument } from "@/server/api/open/openapi";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("system.docs"))("title") };
}

/** What the machines' doors say and take, for the people who write the machines' programs. */
export default async function ApiDocsPage() {
  // Every answer carries a nonce of its own, so no page is drawn ahead of its request.
  await connection();
  const t = await getTranslations("system.docs");
  const document = openApiDocument() as unknown as ApiDocument;
  return (
    <main>
      <Page>
        <PageHeader
          title={t("title")}
          sub={t("sub")}
          actions={
            <LinkButton href="/api/open/v1/openapi.json" external>
              {t("document")}
            </LinkButton>
          }
        />
        <ApiDocs document={document} />
      </Page>
    </main>
  );
}
