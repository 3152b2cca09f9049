import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { ApplicationWizard } from "@/components/product/application-wizard";
import { orgCtx } from "@/server/auth";
import { readApplication, wizardSteps } from "@/server/modules/product";

type Props = { params: Promise<{ org: string; id: string; step: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("publish") };
}

export default async function SellerApplicationStep({ params }: Props) {
  const { org, id, step } = await params;
  const known = wizardSteps.find((one) => one === step);
  if (!known) notFound();
  const ctx = await orgCtx("seller", org);
  const application = await orNotFound(readApplication(ctx, { applicationId: id }));
  // What cannot be changed now is read on the last step alone.
  if (application.acts.edit !== null && known !== "submit") redirect(`/seller/${org}/applications/${id}/submit`);
  return <ApplicationWizard application={application} step={known} orgSlug={org} />;
}
