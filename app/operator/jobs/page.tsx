import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { JobList } from "@/components/system/job-list";
import { StatStrip } from "@/components/ui/stat-strip";
import { orgCtx } from "@/server/auth";
import { listJobs, readQueueHealth } from "@/server/modules/system";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("system.jobs"))("title") };
}

/** The queue and its failures. */
export default async function JobsPage() {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("system.jobs");
  if (!ctx.permissions.has("system:read")) return <NoRight title={t("title")} permission="system:read" wing="operator" />;
  const [jobs, health] = await Promise.all([listJobs(ctx), readQueueHealth(ctx)]);
  return (
    <Messages namespaces={["system.jobs"]}>
      <Page>
        <PageHeader title={t("title")} sub={t("sub")} />
        <StatStrip
          items={[
            { label: t("lag"), value: t("lagValue", { seconds: Math.round(health.lagSeconds) }) },
            { label: t("waiting"), value: health.waiting },
            { label: t("failed"), value: health.failed },
          ]}
        />
        <JobList jobs={jobs} orgSlug={ctx.org.slug} mayOperate={ctx.permissions.has("system:operate")} />
      </Page>
    </Messages>
  );
}
