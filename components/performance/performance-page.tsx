import { getTranslations } from "next-intl/server";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { DateTime, Zone } from "@/components/ui/date-time";
import type { Performance } from "@/server/modules/performance/contract";
import { PerformanceView } from "./performance-view";

type PerformancePageProps = { performance: Performance; home: string; search: Readonly<Record<string, string | undefined>> };

/** The page both wings share. */
export async function PerformancePage({ performance, home, search }: PerformancePageProps) {
  const t = await getTranslations("performance");
  return (
    <Page>
      <PageHeader
        title={t(`heading.${performance.scope}`)}
        sub={
          <>
            {t("asOf")} <DateTime at={performance.asOf} precision="minute" /> <Zone />
          </>
        }
      />
      <PerformanceView performance={performance} home={home} search={search} />
    </Page>
  );
}
