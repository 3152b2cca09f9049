"use client";

import { useTranslations } from "next-intl";
import { TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { type Draft, stepDrafts } from "@/server/modules/product/contract";
import { StepForm } from "./step-form";
import type { StepProps } from "./type-form";

/** What the product is called and what it does. */
export function BasicsForm({ orgSlug, applicationId, start, ...way }: StepProps & { start: Draft["basics"] }) {
  const t = useTranslations("product");
  const save = (values: Draft["basics"]) => api(orgSlug).product.saveStep.mutate({ applicationId, step: "basics", values });
  return (
    <StepForm schema={stepDrafts.basics} start={start} save={save} {...way}>
      <TextField name="name" label={t("field.name")} hint={t("wizard.nameHint")} required />
      <TextField name="nameEn" label={t("field.nameEn")} optional />
      <TextField name="category" label={t("field.category")} required />
      <TextareaField name="overview" label={t("field.overview")} rows={2} required />
      <TextareaField name="overviewEn" label={t("field.overviewEn")} hint={t("wizard.overviewEnHint")} rows={2} optional />
      <TextareaField name="description" label={t("field.description")} hint={t("wizard.descriptionHint")} rows={10} required />
    </StepForm>
  );
}
