import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { ReviewView } from "@/components/review/review-view";
import { orgCtx } from "@/server/auth";
import { readReview } from "@/server/modules/review";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("review"))("title") };
}

export default async function ReviewPage({ params }: Props) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("review");
  if (!ctx.permissions.has("review:read")) return <NoRight title={t("title")} permission="review:read" wing="operator" />;
  const review = await orNotFound(readReview(ctx, { applicationId: (await params).id }));
  return <ReviewView review={review} orgSlug={ctx.org.slug} />;
}
