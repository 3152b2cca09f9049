import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { askedOf, type SearchParams } from "@/components/product/asked";
import { QueueList } from "@/components/review/queue-list";
import { Zone } from "@/components/ui/date-time";
import { orgCtx } from "@/server/auth";
import { queueInput, reviewQueue } from "@/server/modules/review";

export async function generateMetadata() {
  return { title: (await getTranslations("review"))("title") };
}

export default async function ReviewQueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("review");
  if (!ctx.permissions.has("review:read")) return <NoRight title={t("title")} permission="review:read" wing="operator" />;
  const asked = askedOf(queueInput, await searchParams);
  const queue = await orNotFound(reviewQueue(ctx, asked));
  return (
    <Page>
      <PageHeader title={t("title")} count={queue.counts.waiting ?? 0} sub={<Zone alone />} />
      <QueueList status={asked.status} cursor={asked.cursor} queue={queue} />
    </Page>
  );
}
